package io.salvaguarda.notifier.report.adapter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.salvaguarda.notifier.report.Outlook;
import io.salvaguarda.notifier.report.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/** Reports as kept in rows. The names in it are stored: a renamed type keeps its name here. */
@ApplicationScoped
class ReportJson {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Report.Verification.class, name = "verification"),
    @JsonSubTypes.Type(value = Report.Drills.class, name = "drills")
  })
  private interface ReportNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outlook.TooEarly.class, name = "too-early"),
    @JsonSubTypes.Type(value = Outlook.NoLimit.class, name = "no-limit"),
    @JsonSubTypes.Type(value = Outlook.NotGrowing.class, name = "not-growing"),
    @JsonSubTypes.Type(value = Outlook.FarAway.class, name = "far-away"),
    @JsonSubTypes.Type(value = Outlook.Full.class, name = "full")
  })
  private interface OutlookNames {}

  private final ObjectMapper mapper;

  ReportJson(ObjectMapper mapper) {
    this.mapper =
        mapper
            .copy()
            .addMixIn(Report.class, ReportNames.class)
            .addMixIn(Outlook.class, OutlookNames.class)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  String write(Report report) {
    try {
      return mapper.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Report read(String json) {
    try {
      return mapper.readValue(json, Report.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
