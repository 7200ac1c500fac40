package io.salvaguarda.notifier.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what a server says when it does not take a message. */
public final class Said {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Said() {}

  /** The first text that stands at one of these JSON pointers; nothing when none does. */
  public static String at(String body, String... pointers) {
    JsonNode json = json(body);
    for (String pointer : pointers) {
      JsonNode found = json.at(pointer);
      if (found.isValueNode() && !found.isNull()) {
        return found.asText();
      }
    }
    return "";
  }

  /** Missing when it is no JSON, or only a part of it came. */
  public static JsonNode json(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MAPPER.missingNode();
    }
  }
}
