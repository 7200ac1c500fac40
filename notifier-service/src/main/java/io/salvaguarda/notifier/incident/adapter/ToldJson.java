package io.salvaguarda.notifier.incident.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** When each sort of failure was last told, as kept in an incident's row. */
@ApplicationScoped
class ToldJson {

  private static final TypeReference<Map<String, Instant>> TYPE = new TypeReference<>() {};

  private final ObjectMapper mapper;

  ToldJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(Map<String, Instant> told) {
    try {
      return mapper.writeValueAsString(told);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Instant> read(String json) {
    try {
      return mapper.readValue(json, TYPE);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
