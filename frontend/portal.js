// Every page works without this. It moves focus to errors, stops a second press, counts, takes up a selection and saves while one types.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import "./quoting.js";
import "./saving.js";

/** Counts as the server does: words by the spaces between them ("well-known" is one), characters by their code points. */
class Count extends CharacterCount {
  updateCount() {
    const text = this.$textarea.value;
    this.count = this.config.countType === "words" ? (text.match(/\S+/g) || []).length : [...text].length;
  }
}

// No inline script is allowed, so the page says here that script runs. Set only where the components can work.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
  // A browser that lacks something keeps the page as it was sent; nobody reads its console.
  for (const component of [ErrorSummary, NotificationBanner, Button, Count, SkipLink]) {
    createAll(component, undefined, { onError: () => {} });
  }
}
