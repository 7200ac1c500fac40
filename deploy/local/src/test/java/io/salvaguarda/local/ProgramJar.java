package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** Compiles a few statements into a runnable jar. */
public final class ProgramJar {
  private ProgramJar() {}

  /** A program with this body; {@code work()} prints "ready" and never returns. */
  public static Path of(Path folder, String body) throws IOException {
    Path source = folder.resolve("Program.java");
    Files.writeString(
        source,
        """
        public class Program {
          public static void main(String[] arguments) throws Exception { %s }
          static void work() throws Exception {
            System.out.println("ready");
            Thread.currentThread().join();
          }
        }
        """
            .formatted(body));
    int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    assertThat(exit).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
    Path jar = folder.resolve("program.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry("Program.class"));
      Files.copy(folder.resolve("Program.class"), out);
      out.closeEntry();
    }
    return jar;
  }
}
