package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  private static final Terminal NARROW = new Terminal(50, true, false, false);
  private static final Terminal COLOURED = new Terminal(200, true, true, true);

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text, true);

  @Test
  void wideCharactersKeepColumnsAligned() {
    Table table = new Table(Column.text("NAME"), Column.number("SIZE"));
    table.row("データ", "1");
    table.row("e\u0301", "22");
    table.row("plain", "333");

    table.print(out, Terminal.NONE, "");

    assertThat(text.toString())
        .isEqualTo(
            """
            NAME    SIZE
            データ     1
            e\u0301         22
            plain    333
            """);
  }

  @Test
  void onlySentencesAreCutAndOnlyOnATerminal() {
    Table table = new Table(Column.text("ID"), Column.prose("SUMMARY"));
    table.row("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f", "a sentence that goes on and on for ever");

    table.print(out, NARROW, "");
    assertThat(text.toString())
        .contains("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f  a sentence that goe…");

    text.getBuffer().setLength(0);
    table.print(out, Terminal.NONE, "");
    assertThat(text.toString()).contains("on and on for ever");
  }

  @Test
  void statesAreColouredOnATerminalOnly() {
    Table table = new Table(Column.text("NAME"), Column.state("STATUS"), Column.text("X"));
    table.row("VERIFIED", "QUARANTINED", "x");

    table.print(out, COLOURED, "");
    assertThat(text.toString()).contains("VERIFIED  \u001b[31mQUARANTINED\u001b[0m  x");

    text.getBuffer().setLength(0);
    table.print(out, Terminal.NONE, "");
    assertThat(text.toString()).doesNotContain("\u001b");
  }

  @Test
  void fieldsAreReadableAndNeutral() throws IOException {
    JsonNode thing =
        json(
            "{'state':'FAILED','plainBytes':1048576,'elapsedMillis':90000,'startedAt':'no\\ntime',"
                + "'level':null,'failure':{'message':'x\\u001b[2J','logTail':['one','two']},'findings':[{'code':'C'}]}");

    new Fields(out, Terminal.NONE).print(thing);

    assertThat(text.toString())
        .isEqualTo(
            """
            state                FAILED
            plainBytes           1.0 MiB
            elapsedMillis        90 s
            startedAt            no time
            failure
              message            x\uFFFD[2J
              logTail
                one
                two
            findings
              -
                code             C
            """);
  }

  @Test
  void progressShowsBytesRateElapsedAndAnEstimate() throws IOException {
    JsonNode job =
        json(
            "{'state':'RUNNING','attempt':1,'progress':{'phase':'DUMP','plainBytes':52428800,"
                + "'estimatedBytes':104857600,'bytesPerSecond':10485760,'elapsedMillis':5000}}");

    assertThat(ProgressLine.of(job))
        .isEqualTo(
            "DUMP [############............]  50 %"
                + " 50.0 MiB of about 100.0 MiB, 10.0 MiB/s, 5 s, about 5 s left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'state':'QUEUED'} | QUEUED",
        "{'state':'QUEUED','attempt':2} | QUEUED, attempt 2",
        "{'state':'RUNNING','progress':null} | RUNNING",
        "{'state':'RUNNING','progress':{'level':'CONTENT','elapsedMillis':3000}} | CONTENT 3 s",
        "{'state':'RUNNING','progress':{'phase':'DUMP','plainBytes':1024}} | DUMP 1.0 KiB, 0 s",
        "{} | ?"
      })
  void progressGuessesNothing(String job, String line) throws IOException {
    assertThat(ProgressLine.of(json(job.replace('"', '\'')))).isEqualTo(line);
  }

  @Test
  void progressNeverGoesBeyondTheEndOfItsBar() throws IOException {
    JsonNode job =
        json("{'state':'RUNNING','progress':{'phase':'DUMP','doneBytes':300,'totalBytes':200}}");

    assertThat(ProgressLine.of(job))
        .contains("[########################] 100 %")
        .doesNotContain("left");
  }

  @Test
  void aProgressLineIsNeverWiderThanTheTerminal() {
    new LiveLine(out, new Terminal(20, true, false, true)).show("x".repeat(50));

    assertThat(text.toString()).isEqualTo("\r\u001b[K" + "x".repeat(18) + "…");
  }

  @Test
  void withoutATerminalThereIsNoProgressLine() {
    new LiveLine(out, Terminal.NONE).show("50 %");

    assertThat(text.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "12897485,12.3 MiB", "1125899906842624,1.0 PiB"})
  void sizesAreReadable(long bytes, String shown) {
    assertThat(Cells.bytes(bytes)).isEqualTo(shown);
  }

  @Test
  void timesTellTheirAge() {
    assertThat(Cells.time(Instant.now().minus(Duration.ofHours(3)))).endsWith("(3 h ago)");
    assertThat(Cells.time(Instant.now().plus(Duration.ofMinutes(31)))).endsWith("(in 30 min)");
  }

  private static JsonNode json(String text) throws IOException {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
