package io.salvaguarda.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCutterTest {

  private static final int MIB = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 524_287, 524_288, 524_289, 131_072, 8_388_609, 20_000_003})
  void theChunksAreTheStreamWithinTheirBounds(int size) throws Exception {
    byte[] bytes = SomeBytes.random(size, size);
    ByteArrayOutputStream joined = new ByteArrayOutputStream(size);

    List<Piece> chunks = cut(new ByteArrayInputStream(bytes), gear(0), joined);

    assertThat(Arrays.equals(joined.toByteArray(), bytes)).isTrue();
    assertThat(chunks).allMatch(c -> c.size >= 1 && c.size <= ChunkFormat.MAXIMUM);
    assertThat(chunks.stream().limit(Math.max(0, chunks.size() - 1)))
        .allMatch(c -> c.size >= ChunkFormat.MINIMUM);
  }

  @Test
  void howTheStreamIsReadMakesNoDifference() throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      byte[] bytes = SomeBytes.random(12 * MIB + seed, seed);

      assertThat(cut(SomeBytes.trickling(bytes, seed)))
          .isEqualTo(cut(new ByteArrayInputStream(bytes)));
    }
  }

  @Test
  void chunksAreAboutAsLongAsThePlannedAverage() throws Exception {
    List<Piece> chunks = cut(SomeBytes.randomStream(200L * MIB, 1));

    assertThat(200.0 * MIB / chunks.size()).isBetween(1.7 * MIB, 2.6 * MIB);
    assertThat(chunks).filteredOn(c -> c.size > 4 * MIB).hasSizeLessThan(chunks.size() / 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 300_000})
  void anInsertionAtTheFrontLeavesNearlyAllChunksAsTheyWere(int inserted) throws Exception {
    List<Piece> known = cut(SomeBytes.randomStream(80L * MIB, 2));
    InputStream longer =
        new SequenceInputStream(
            new ByteArrayInputStream(SomeBytes.random(inserted, 3)),
            SomeBytes.randomStream(80L * MIB, 2));

    List<Piece> chunks = cut(longer);

    assertThat(chunks.stream().filter(known::contains).count())
        .isGreaterThan(chunks.size() * 9L / 10);
  }

  @Test
  void changesHereAndThereChangeOnlyTheChunksThatHoldThem() throws Exception {
    byte[] bytes = SomeBytes.rows(40 * MIB, 3);
    List<Piece> known = cut(new ByteArrayInputStream(bytes));
    bytes[10 * MIB] ^= 1;
    bytes[30 * MIB] ^= 1;

    List<Piece> chunks = cut(new ByteArrayInputStream(bytes));

    assertThat(chunks.stream().filter(c -> !known.contains(c)).count()).isBetween(2L, 5L);
  }

  @Test
  void repeatedBytesAreCutAtTheMaximum() throws Exception {
    List<Piece> chunks = cut(new ByteArrayInputStream(new byte[20 * MIB]));

    assertThat(chunks).extracting(Piece::size).containsExactly(8 * MIB, 8 * MIB, 4 * MIB);
  }

  @Test
  void theCutsAreWhereTheDescriptionPutsThem() throws Exception {
    byte[] bytes = SomeBytes.random(30 * MIB, 5);
    long[] never = LongStream.generate(() -> 1L << 60).limit(256).toArray();
    long[] easyOnly = LongStream.generate(() -> -(1L << 42)).limit(256).toArray();
    for (long[] gear : List.of(gear(0), gear(1), gear(2), new long[256], never, easyOnly)) {
      assertThat(cut(new ByteArrayInputStream(bytes), gear, OutputStream.nullOutputStream()))
          .extracting(Piece::size)
          .isEqualTo(describedCuts(bytes, gear));
    }
  }

  /** docs/repository-format.md, section 5, word by word. */
  private static List<Integer> describedCuts(byte[] bytes, long[] gear) {
    List<Integer> sizes = new ArrayList<>();
    int position = 0;
    long h = 0;
    for (byte b : bytes) {
      position++;
      boolean cut = position == 8388608;
      if (position > 524288) {
        h = (h << 1) + gear[b & 0xff];
        cut |= h >>> (64 - (position <= 2097152 ? 23 : 19)) == 0;
      }
      if (cut) {
        sizes.add(position);
        position = 0;
        h = 0;
      }
    }
    if (position > 0) {
      sizes.add(position);
    }
    return sizes;
  }

  @Test
  void anotherRepositoryCutsElsewhere() throws Exception {
    OutputStream nowhere = OutputStream.nullOutputStream();

    assertThat(cut(SomeBytes.randomStream(20L * MIB, 4), gear(1), nowhere))
        .isNotEqualTo(cut(SomeBytes.randomStream(20L * MIB, 4), gear(2), nowhere));
  }

  /** A chunk without its bytes. */
  private record Piece(int size, long checksum) {}

  private static List<Piece> cut(InputStream in) throws IOException {
    return cut(in, gear(0), OutputStream.nullOutputStream());
  }

  private static List<Piece> cut(InputStream in, long[] gear, OutputStream copy)
      throws IOException {
    StreamCutter cutter = new StreamCutter(in, gear);
    ChunkBuffer buffer = new ChunkBuffer();
    List<Piece> chunks = new ArrayList<>();
    while (cutter.next(buffer)) {
      CRC32C checksum = new CRC32C();
      checksum.update(buffer.array(), 0, buffer.length());
      chunks.add(new Piece(buffer.length(), checksum.getValue()));
      copy.write(buffer.array(), 0, buffer.length());
    }
    return chunks;
  }

  private static long[] gear(long seed) {
    return new Random(seed).longs(256).toArray();
  }
}
