package io.salvaguarda.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that holds the working directory. */
public final class Checkout {
  private Checkout() {}

  /**
   * Its root: the nearest folder upwards that holds {@code mvnw}.
   *
   * @throws IllegalStateException outside a checkout
   */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no checkout above " + start + ": set -Dsalvaguarda.stack to the folder of the jars");
  }
}
