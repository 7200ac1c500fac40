package io.salvaguarda.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads and checks salvaguarda.yaml. */
public final class ConfigLoader {
  private static final String YAML_REMEDY =
      "Check the indentation, the colons and the quotes; quote values that start with one of"
          + " * & ! % @ ` { [.";

  private ConfigLoader() {}

  /**
   * Reads the file, the environment variables and secret files that it names, and checks all of it.
   * Connects to nothing.
   *
   * @param file the configuration; relative paths in it are relative to its folder
   * @param environment what {@code ${NAME}} stands for, usually {@code System.getenv()}
   */
  public static LoadResult load(Path file, Map<String, String> environment) {
    MistakeLog mistakes = new MistakeLog(file.toString());
    Optional<SuiteConfig> config =
        text(file, mistakes)
            .flatMap(text -> compose(text, mistakes))
            .map(
                node -> {
                  Path folder = file.toAbsolutePath().getParent();
                  Placeholders placeholders = new Placeholders(environment);
                  return ConfigReader.read(
                      new YamlValue("", node, new Surroundings(mistakes, placeholders, folder)));
                });
    return mistakes.all().isEmpty()
        ? new LoadResult.Loaded(config.orElseThrow())
        : new LoadResult.Broken(mistakes.all());
  }

  private static Optional<String> text(Path file, MistakeLog mistakes) {
    String remedy = "Name a readable file of UTF-8 text.";
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      mistakes.add(Optional.empty(), "", "there is no such file", remedy);
    } catch (CharacterCodingException e) {
      mistakes.add(Optional.empty(), "", "the file is not UTF-8 text", remedy);
    } catch (IOException e) {
      mistakes.add(Optional.empty(), "", "the file cannot be read", remedy);
    }
    return Optional.empty();
  }

  /** Nodes rather than values: they know their line, their column and keys that come twice. */
  private static Optional<Node> compose(String text, MistakeLog mistakes) {
    try {
      Optional<Node> node = new Compose(LoadSettings.builder().build()).composeString(text);
      if (node.isEmpty()) {
        mistakes.add(Optional.empty(), "", "the file is empty", "Start it with: version: 1");
      }
      return node;
    } catch (MarkedYamlEngineException e) {
      mistakes.add(e.getProblemMark(), "", "not YAML: " + problem(e), YAML_REMEDY);
    } catch (YamlEngineException e) {
      mistakes.add(Optional.empty(), "", "not YAML that can be read", YAML_REMEDY);
    }
    return Optional.empty();
  }

  /** Without the names at its end: an unquoted password may look like an alias or a tag. */
  private static String problem(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem()).replaceFirst("\\b(alias|anchor|handle|tag)\\b.*", "$1");
  }
}
