package io.salvaguarda.notifier.history.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.salvaguarda.notifier.history.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** The history as RFC 4180 has it, with a line of names. */
public final class HistoryCsv {

  private static final ObjectWriter WRITER = writer();

  private HistoryCsv() {}

  public static String of(List<Entry> entries) {
    try {
      return WRITER.writeValueAsString(entries.stream().map(EntryView::of).toList());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectWriter writer() {
    CsvMapper mapper =
        CsvMapper.csvBuilder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(String.class, new HarmlessText()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();
    return mapper.writer(mapper.schemaFor(EntryView.class).withHeader().withLineSeparator("\r\n"));
  }

  /** A spreadsheet runs what begins like a formula; messages come from elsewhere. */
  private static final class HarmlessText extends JsonSerializer<String> {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(FORMULA.matcher(text).matches() ? "'" + text : text);
    }
  }
}
