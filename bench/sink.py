"""A mail server that takes everything and keeps nothing, in a process of its own: `python -m bench.sink PORT`."""

import asyncio
import sys

GREETING = b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"


async def converse(reader, writer):
    writer.write(b"220 sink\r\n")
    async for line in reader:
        command = line[:4].upper()
        if command == b"DATA":
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
        writer.write(GREETING if command == b"EHLO" else b"221 bye\r\n" if command == b"QUIT" else b"250 OK\r\n")
        if command == b"QUIT":
            break
    writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
