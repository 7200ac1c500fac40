package io.salvaguarda.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Passwords and ports that are made on first use and then stay: whoever starts on the same folder
 * again finds the same. The file has mode 0600.
 */
public final class KeptValues {
  private static final String FILE = "kept.properties";

  private final Path folder;
  private final Properties values = new Properties();

  private KeptValues(Path folder) {
    this.folder = folder;
  }

  /** The values of this folder, which is made when it is not there. */
  public static KeptValues in(Path folder) {
    ProcessStarter.folder(folder);
    KeptValues kept = new KeptValues(folder);
    if (Files.exists(folder.resolve(FILE))) {
      try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
        kept.values.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return kept;
  }

  /** Were there values before now? */
  public synchronized boolean isEmpty() {
    return values.isEmpty();
  }

  /** An unguessable text of hexadecimal digits. */
  public String secret(String name) {
    return value(name, () -> RandomText.of(24));
  }

  /** A port that was free when it was chosen. */
  public int port(String name) {
    return Integer.parseInt(value(name, () -> String.valueOf(Ports.free())));
  }

  /** Any text that is made once. */
  public synchronized String value(String name, Supplier<String> first) {
    String known = values.getProperty(name);
    if (known != null) {
      return known;
    }
    values.setProperty(name, first.get());
    try (Writer writer = Files.newBufferedWriter(PrivateFiles.create(folder, FILE))) {
      values.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values.getProperty(name);
  }
}
