package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.report.page.Page;
import java.util.List;

/** A report in a reader's words, and the files that go with it. */
public record ReportFiles(Page page, List<File> files) {

  public ReportFiles {
    files = List.copyOf(files);
  }

  /** One file. */
  public record File(String name, String mediaType, byte[] bytes) {}
}
