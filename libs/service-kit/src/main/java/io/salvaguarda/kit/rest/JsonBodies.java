package io.salvaguarda.kit.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what is wrong with a JSON body that does not become the resource's record. */
@Provider
public class JsonBodies implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      return context.proceed();
    } catch (JacksonException e) {
      throw problem(e);
    } catch (WebApplicationException e) {
      throw e.getCause() instanceof JacksonException cause ? problem(cause) : e;
    }
  }

  private static HttpProblem problem(JacksonException e) {
    return switch (e) {
      case PropertyBindingException unknown -> unknownField(unknown);
      case InvalidFormatException format ->
          BadInput.field(
              path(format), String.valueOf(format.getValue()), shapeOf(format.getTargetType()));
      case MismatchedInputException mismatch -> wrongType(mismatch);
      default -> malformed(e);
    };
  }

  private static HttpProblem unknownField(PropertyBindingException e) {
    List<String> known =
        e.getKnownPropertyIds() == null
            ? List.of()
            : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    return BadInput.body(
        path(e), path(e) + " is no field here; there are " + String.join(", ", known) + ".");
  }

  private static HttpProblem wrongType(MismatchedInputException e) {
    String path = path(e);
    String right = shapeOf(e.getTargetType());
    return path.isEmpty()
        ? BadInput.body("body", "The body must be " + right + " in JSON.")
        : BadInput.body(path, path + " has the wrong type; it must be " + right + ".");
  }

  private static HttpProblem malformed(JacksonException e) {
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return BadInput.body("body", "The body is not JSON" + where + ".");
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(each -> each.getFieldName() == null ? "[]" : each.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String shapeOf(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type.getSimpleName()) {
      case "String" -> "a text";
      case "boolean", "Boolean" -> "true or false";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "UUID" -> "a UUID";
      case "Instant" -> "a time such as 2026-01-31T02:00:00Z";
      case "List", "Set", "ArrayList" -> "a list";
      default -> "an object";
    };
  }
}
