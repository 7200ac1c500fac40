package io.salvaguarda.backup.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Another process that writes to a directory repository and stops with the directory's lock in its
 * hands: whoever publishes or deletes there waits until the gate is opened.
 */
public final class DirectoryGate implements AutoCloseable {

  private static final String PROGRAM =
      """
      import java.nio.channels.FileChannel;
      import java.nio.file.*;
      public class Holder {
        public static void main(String[] arguments) throws Exception {
          System.out.println("ready");
          System.in.read();
          try (FileChannel file = FileChannel.open(Path.of(arguments[0]),
              StandardOpenOption.CREATE, StandardOpenOption.WRITE); var lock = file.lock()) {
            System.out.println("shut");
            System.in.read();
            System.in.read();
          }
        }
      }
      """;

  private final Process holder;
  private final BufferedReader says;

  private DirectoryGate(Process holder) {
    this.holder = holder;
    this.says = holder.inputReader();
  }

  /** A gate that is still open, and can be shut at once. */
  public static DirectoryGate of(String repository) {
    try {
      Path program = Files.createTempDirectory("gate").resolve("Holder.java");
      Files.writeString(program, PROGRAM);
      DirectoryGate gate =
          new DirectoryGate(
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      program.toString(),
                      BackupStack.folder(repository).resolve(".incoming/replace.lock").toString())
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start());
      gate.expect("ready");
      return gate;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void shut() {
    try {
      holder.outputWriter().write("\n");
      holder.outputWriter().flush();
      expect("shut");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void expect(String word) throws IOException {
    String line = says.readLine();
    if (!word.equals(line)) {
      throw new IllegalStateException("the holder said " + line);
    }
  }

  /** The system lets go of the lock. */
  @Override
  public void close() {
    holder.destroyForcibly();
    try {
      holder.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
