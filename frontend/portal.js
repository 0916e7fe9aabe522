// Every page works without this. It moves focus to errors, stops a second press, counts words and saves while one types.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import "./saving.js";

/** Counts what stands between spaces, as the server does: the library's own count makes two words of "well-known". */
class WordCount extends CharacterCount {
  updateCount() {
    this.count = (this.$textarea.value.match(/\S+/g) || []).length;
  }
}

// No inline script is allowed, so the page says here that script runs. Set only where the components can work.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
  // A browser that lacks something keeps the page as it was sent; nobody reads its console.
  for (const component of [ErrorSummary, NotificationBanner, Button, WordCount, SkipLink]) {
    createAll(component, undefined, { onError: () => {} });
  }
}
