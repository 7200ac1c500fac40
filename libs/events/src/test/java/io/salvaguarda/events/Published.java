package io.salvaguarda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is published beside the code, read as anyone would read it. */
final class Published {
  static final ObjectMapper JSON = new ObjectMapper();

  private Published() {}

  static Stream<String> types() {
    return new TreeSet<>(EventTypes.names()).stream();
  }

  static JsonNode schema(String type) {
    return json("schemas/" + type + ".json");
  }

  static JsonNode golden(String type) {
    return json("golden/" + type + ".json");
  }

  static JsonNode frozen(String type) {
    return json("frozen/" + type + ".json");
  }

  /** The types that a folder has a file for. */
  static Set<String> typesIn(String folder) {
    try (Stream<Path> files =
        Files.list(Path.of(Published.class.getResource("/" + folder).toURI()))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String name) {
    try (InputStream in = Published.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new AssertionError("there is no " + name);
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
