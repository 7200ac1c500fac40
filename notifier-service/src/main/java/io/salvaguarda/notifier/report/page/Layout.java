package io.salvaguarda.notifier.report.page;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A page as HTML, plain text and PDF. */
public final class Layout {

  private static final Map<String, Ink> INKS =
      Arrays.stream(Page.Tone.values()).collect(Collectors.toMap(Page.Tone::name, Ink::of));

  private static final String INLINE = "data:image/png;base64,";

  private Layout() {}

  /** For a mail: images are its other parts. */
  public static String html(Page page, Function<Page.Plot, String> contentId) {
    return render(page, plot -> "cid:" + contentId.apply(plot));
  }

  /** For a browser: images are in it. */
  public static String html(Page page) {
    return render(page, plot -> INLINE + Base64.getEncoder().encodeToString(plot.png()));
  }

  public static String plain(Page page) {
    return ReportTemplates.plain(page).render().strip() + "\n";
  }

  /** Reads nothing but what is in the page: no file and no address. */
  public static byte[] pdf(Page page) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(() -> Fonts.open(Fonts.REGULAR), Fonts.FAMILY);
    builder.useFont(
        () -> Fonts.open(Fonts.BOLD),
        Fonts.FAMILY,
        700,
        BaseRendererBuilder.FontStyle.NORMAL,
        true);
    builder.useUriResolver((base, uri) -> uri.startsWith(INLINE) ? uri : null);
    builder.withHtmlContent(html(page), null);
    builder.toStream(pdf);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pdf.toByteArray();
  }

  private static String render(Page page, Function<Page.Plot, String> source) {
    Map<String, String> images =
        page.plots().stream().collect(Collectors.toMap(Page.Plot::id, source));
    return ReportTemplates.page(page, INKS, images).render();
  }
}
