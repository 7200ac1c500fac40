package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.page.Layout;
import io.salvaguarda.notifier.report.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A report in the form that a caller accepts; plain text when it does not say. */
@ApplicationScoped
class ReportPapers {

  private final ReportPrinter printer;

  ReportPapers(ReportPrinter printer) {
    this.printer = printer;
  }

  Response answer(Report report, String accept) {
    String wanted = accept == null ? "" : accept;
    if (wanted.contains("text/csv")) {
      return file(printer.csv(report), "text/csv; charset=utf-8", report, "csv");
    }
    Page page = printer.page(report);
    if (wanted.contains("application/pdf")) {
      return file(Layout.pdf(page), "application/pdf", report, "pdf");
    }
    return wanted.contains(MediaType.TEXT_HTML)
        ? file(Layout.html(page), "text/html; charset=utf-8", report, "html")
        : file(Layout.plain(page), "text/plain; charset=utf-8", report, "txt");
  }

  private static Response file(Object content, String type, Report report, String ending) {
    return Response.ok(content, type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + ReportPrinter.name(report) + "." + ending + "\"")
        .build();
  }
}
