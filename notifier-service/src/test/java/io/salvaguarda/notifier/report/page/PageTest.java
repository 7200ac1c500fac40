package io.salvaguarda.notifier.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.config.Language;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.Years;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** In the service, where the templates are. */
@QuarkusTest
class PageTest extends NotifierTest {

  private static final Path LOOKED_AT = Path.of("target", "reports");

  private static Page page(Report report, Language language) {
    return new PageWriter().write(report, language);
  }

  @Test
  void whatIsWrongStandsInTheSubjectAndBeforeAnythingElse() throws IOException {
    Page page = page(Years.verification(true), Language.ENGLISH);

    assertThat(page.subject())
        .isEqualTo("[REPORT] Backups and their proofs, 23 Nov 2026: 2 sources need attention");
    assertThat(page.alarms())
        .extracting(alarm -> alarm.source() + ": " + alarm.what())
        .containsExactly(
            "crm: no backup was taken; no backup was proven",
            "warehouse: no backup is known to be restorable");
    String text = textOf(Layout.pdf(page));
    assertThat(text.indexOf("warehouse: no backup is known"))
        .isPositive()
        .isLessThan(text.indexOf("billing"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyReportIsAPdfWithTheLettersOfItsLanguageAndAllItsPlots(Language language)
      throws Exception {
    for (Report report : new Report[] {Years.verification(true), Years.drills()}) {
      Page page = page(report, language);
      byte[] pdf = Layout.pdf(page);
      keep(report, language, page, pdf);

      assertThat(textOf(pdf).replaceAll("\\s+", " "))
          .contains(page.title(), page.lead(), page.tables().getFirst().title())
          .doesNotContain("#", "□");
      assertThat(page.plots()).hasSize(report instanceof Report.Verification ? 5 : 3);
      for (Page.Plot plot : page.plots()) {
        assertThat(ImageIO.read(new ByteArrayInputStream(plot.png())).getWidth())
            .isEqualTo(Canvas.WIDTH * Canvas.SCALE);
        assertThat(plot.alt()).contains(plot.title());
      }
      assertThat(wellFormed(Layout.html(page, Page.Plot::id))).isTrue();
    }
  }

  @Test
  void thePlainTextSaysTheSameWithoutTheHtml() {
    Page page = page(Years.verification(true), Language.BRAZILIAN_PORTUGUESE);

    String text = Layout.plain(page);

    assertThat(text)
        .contains(page.title(), page.lead(), "*** Precisa de atenção ***")
        .contains("! crm: nenhum backup foi feito; nenhum backup foi comprovado")
        .contains("* orders: Backups 7 de 7; Último backup")
        .contains("repositório main: Ocupado")
        .contains("Taxa de sucesso. Último valor: Backups")
        .doesNotContain("<", "&#");
  }

  @Test
  void aTeamsReportSaysNothingOfTheStorage() {
    Page page = page(Years.verification(false), Language.ENGLISH);

    assertThat(page.tables()).hasSize(1);
    assertThat(page.plots()).extracting(Page.Plot::id).doesNotContain("storage");
  }

  /** So that people can look at them too. */
  private static void keep(Report report, Language language, Page page, byte[] pdf)
      throws IOException {
    Files.createDirectories(LOOKED_AT);
    String name = report.kind().key() + "." + language.tag();
    Files.writeString(LOOKED_AT.resolve(name + ".html"), Layout.html(page));
    Files.writeString(LOOKED_AT.resolve(name + ".txt"), Layout.plain(page));
    Files.write(LOOKED_AT.resolve(name + ".pdf"), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int i = 0; i < document.getNumberOfPages(); i++) {
        ImageIO.write(
            renderer.renderImageWithDPI(i, 100),
            "png",
            LOOKED_AT.resolve(name + "." + (i + 1) + ".png").toFile());
      }
    }
  }

  private static String textOf(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static boolean wellFormed(String html) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
    return true;
  }
}
