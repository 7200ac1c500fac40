package io.salvaguarda.notifier.report.page;

import io.salvaguarda.config.Language;
import io.salvaguarda.notifier.report.Report;

/** Puts reports into the reader's words. */
public final class PageWriter {

  /** Draws plots: some hundred milliseconds of work. */
  public Page write(Report report, Language language) {
    return switch (report) {
      case Report.Verification verification -> new VerificationPage(language).of(verification);
      case Report.Drills drills -> new DrillsPage(language).of(drills);
    };
  }
}
