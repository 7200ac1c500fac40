/**
 * Reports laid out: words in the reader's language, plots as images, HTML for mails and browsers,
 * plain text and PDF. What they say is computed in {@code report}; who gets them is not known here.
 */
package io.salvaguarda.notifier.report.page;
