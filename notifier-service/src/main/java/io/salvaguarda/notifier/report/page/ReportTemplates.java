package io.salvaguarda.notifier.report.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Map;

/** The layouts in {@code templates/report}, checked against {@link Page} at build time. */
@CheckedTemplate(basePath = "report")
final class ReportTemplates {

  private ReportTemplates() {}

  /**
   * HTML that is XML as well, so that the PDF is made of it.
   *
   * @param inks the colours of each tone by its name
   * @param images where each plot's image is, by its id
   */
  static native TemplateInstance page(Page page, Map<String, Ink> inks, Map<String, String> images);

  /** The text part: says the same. */
  static native TemplateInstance plain(Page page);
}
