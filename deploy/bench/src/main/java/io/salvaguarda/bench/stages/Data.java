package io.salvaguarda.bench.stages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What is put through the stages, the same in each run. */
public enum Data {
  /** As a dump has them: compresses well, repeats little. */
  ROWS {
    @Override
    byte[] bytes(int size) {
      Random random = new Random(1);
      StringBuilder rows = new StringBuilder(size + 100);
      while (rows.length() < size) {
        rows.append(random.nextInt(1 << 24))
            .append("\taccount ")
            .append(random.nextInt(1000))
            .append('\t')
            .append(random.nextGaussian())
            .append('\n');
      }
      return Arrays.copyOf(rows.toString().getBytes(StandardCharsets.US_ASCII), size);
    }
  },

  /** As images and archives in a database: does not compress. */
  RANDOM {
    @Override
    byte[] bytes(int size) {
      byte[] bytes = new byte[size];
      new Random(2).nextBytes(bytes);
      return bytes;
    }
  };

  abstract byte[] bytes(int size);
}
