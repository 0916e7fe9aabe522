import time, pytest
from django.utils import timezone
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import sending, letters
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import make_message, NOON
from keepitlocal.parts import Letter

def timed(name, f, n=300):
    t=time.process_time(); w=time.perf_counter()
    for i in range(n): f(i)
    return f"{name}: cpu {(time.process_time()-t)/n*1000:.2f} wall {(time.perf_counter()-w)/n*1000:.2f} ms"

@pytest.mark.django_db(transaction=True)
def test_bench(settings, capsys):
    officer = make_officer(None)
    ms=[make_message("officers.invitation", about=officer, revision=n, at=NOON) for n in range(300)]
    out=[]
    taken=[]
    out.append(timed("ready", lambda i: list(Message.objects.ready(NOON).values_list("pk","is_crowded")[:100]), 20))
    out.append(timed("take+get", lambda i: taken.append(Message.objects.take(ms[i].pk, NOON))))
    out.append(timed("get", lambda i: Message.objects.get(pk=ms[i].pk)))
    out.append(timed("thing", lambda i: ms[i].thing()))
    out.append(timed("read", lambda i: letters.read(ms[i])))
    l=Letter("Hello","Dear you "*50)
    out.append(timed("envelope+bytes", lambda i: sending.envelope(ms[i], l, NOON).message().as_bytes()))
    out.append(timed("went", lambda i: taken[i].went(at=NOON)))
    out.append(timed("plain update", lambda i: Message.objects.filter(pk=ms[i].pk).update(attempts=3)))
    with capsys.disabled(): print("\n"+"\n".join(out))
