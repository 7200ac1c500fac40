package io.salvaguarda.local.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The chunk files in the S3 server's folder. */
record StoredChunks(Path folder) {
  static StoredChunks in(Path folder) {
    return new StoredChunks(folder);
  }

  /** Damages a chunk behind the server's back, as a failing disk would; returns its file. */
  Path flipOneByteOfTheBiggest() {
    try {
      Path chunk = biggest();
      try (RandomAccessFile file = new RandomAccessFile(chunk.toFile(), "rw")) {
        long middle = file.length() / 2;
        file.seek(middle);
        int old = file.read();
        file.seek(middle);
        file.write(old ^ 1);
      }
      return chunk;
    } catch (IOException e) {
      throw new StepFailed("cannot damage a chunk in " + folder + ": " + e, e);
    }
  }

  private Path biggest() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong((Path file) -> file.toFile().length()))
          .orElseThrow(() -> new StepFailed("no chunks in " + folder));
    }
  }
}
