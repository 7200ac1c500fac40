package io.salvaguarda.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the checkout and the jar folders of the servers that run as child JVMs. */
final class StackJars {
  private StackJars() {}

  /** The folder of Kafka's jars. */
  static Path kafka() {
    return folder("kafka");
  }

  /** The folder of S3Proxy's jars. */
  static Path s3proxy() {
    return folder("s3proxy");
  }

  /**
   * The root of the checkout that holds the working directory.
   *
   * @throws IllegalStateException outside a checkout
   */
  static Path checkout() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no checkout above " + start + ": set -Dsalvaguarda.stack to the folder of the jars");
  }

  private static Path folder(String server) {
    String configured = System.getProperty("salvaguarda.stack");
    Path stack =
        configured == null ? checkout().resolve("deploy/local/target/stack") : Path.of(configured);
    Path folder = stack.resolve(server);
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "no jars in " + folder + ": build deploy/local first (./mvnw -pl deploy/local package)");
    }
    return folder;
  }
}
