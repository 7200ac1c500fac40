package io.salvaguarda.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A payload's fields by path ({@code failure.kind}, {@code findings[].code}), each with its type
 * and whether it is required, for example {@code string uuid, required}.
 */
record Shape(Map<String, String> fields) {
  private static final String REQUIRED = ", required";
  private static final String OPTIONAL = ", optional";

  static Shape ofSchema(JsonNode schema) {
    Map<String, String> fields = new TreeMap<>();
    addSchema(fields, "", schema, schema);
    return new Shape(fields);
  }

  static Shape ofRecord(Class<?> type) {
    Map<String, String> fields = new TreeMap<>();
    addRecord(fields, "", type);
    return new Shape(fields);
  }

  static Shape ofFrozen(JsonNode frozen) {
    Map<String, String> fields = new TreeMap<>();
    frozen.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return new Shape(fields);
  }

  /** What a change from this shape to the other would break, in words; empty when nothing. */
  List<String> brokenBy(Shape changed) {
    List<String> removedOrRetyped =
        fields.entrySet().stream()
            .filter(field -> !field.getValue().equals(changed.fields.get(field.getKey())))
            .map(
                field ->
                    field.getKey()
                        + " was \""
                        + field.getValue()
                        + "\" and is "
                        + changed.fields.getOrDefault(field.getKey(), "gone"))
            .collect(Collectors.toList());
    changed.fields.forEach(
        (path, type) -> {
          if (!fields.containsKey(path) && type.endsWith(REQUIRED)) {
            removedOrRetyped.add(path + " is new and required");
          }
        });
    return removedOrRetyped;
  }

  private static void addSchema(
      Map<String, String> fields, String prefix, JsonNode object, JsonNode root) {
    List<String> required =
        StreamSupport.stream(object.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    object
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String path = prefix + property.getKey();
              JsonNode value = resolved(property.getValue(), root);
              fields.put(
                  path,
                  schemaType(value) + (required.contains(property.getKey()) ? REQUIRED : OPTIONAL));
              addSchema(fields, path + ".", value, root);
              if (value.has("items")) {
                JsonNode item = resolved(value.get("items"), root);
                fields.put(path + "[]", schemaType(item) + REQUIRED);
                addSchema(fields, path + "[].", item, root);
              }
            });
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static String schemaType(JsonNode schema) {
    String type = schema.path("type").asText("?");
    if (schema.has("enum")) {
      return type
          + " "
          + StreamSupport.stream(schema.get("enum").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining("|"));
    }
    return schema.has("format") ? type + " " + schema.get("format").asText() : type;
  }

  private static void addRecord(Map<String, String> fields, String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + component.getName();
      boolean optional = component.isAnnotationPresent(OptionalField.class);
      fields.put(path, javaType(component.getType()) + (optional ? OPTIONAL : REQUIRED));
      if (component.getType().isRecord()) {
        addRecord(fields, path + ".", component.getType());
      }
      if (component.getGenericType() instanceof ParameterizedType list) {
        Class<?> item = rawType(list.getActualTypeArguments()[0]);
        fields.put(path + "[]", javaType(item) + REQUIRED);
        if (item.isRecord()) {
          addRecord(fields, path + "[].", item);
        }
      }
    }
  }

  private static Class<?> rawType(Type type) {
    return (Class<?>) type;
  }

  private static String javaType(Class<?> type) {
    if (type.isEnum()) {
      return isOpen(type)
          ? "string"
          : "string "
              + Arrays.stream(type.getEnumConstants())
                  .map(Object::toString)
                  .collect(Collectors.joining("|"));
    }
    if (type.isRecord()) {
      return "object";
    }
    return Map.of(
            String.class, "string",
            UUID.class, "string uuid",
            Instant.class, "string date-time",
            int.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            boolean.class, "boolean",
            List.class, "array")
        .get(type);
  }

  private static boolean isOpen(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .anyMatch(constant -> constant.isAnnotationPresent(JsonEnumDefaultValue.class));
  }
}
