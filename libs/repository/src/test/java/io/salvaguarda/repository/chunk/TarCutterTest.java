package io.salvaguarda.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TarCutterTest {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final long[] GEAR = new Random(1).longs(256).toArray();

  private record Piece(int size, long checksum) {}

  @Test
  void aLargerFileHasChunksOfItsOwnWhereverItStands() throws Exception {
    byte[] relation = SomeBytes.random(9 * MIB + 8 * KIB, 1);

    List<Piece> first = cut(new SomeTar().file("base/1/1259", relation).bytes());
    List<Piece> second =
        cut(
            new SomeTar()
                .file("backup_label", SomeBytes.random(227, 2))
                .folder("base/")
                .file("base/1/1247", SomeBytes.random(300 * KIB, 3))
                .file("base/1/1259", relation)
                .file("base/1/2619", SomeBytes.random(8 * KIB, 4))
                .bytes());

    List<Piece> own = cut(FixedCutter.every(4 * MIB, new ByteArrayInputStream(relation)));
    assertThat(own).hasSize(3);
    assertThat(first).containsAll(own);
    assertThat(second).containsAll(own);
  }

  @Test
  void aPageThatChangesChangesTheChunkThatHoldsIt() throws Exception {
    byte[] relation = SomeBytes.random(20 * MIB, 1);
    List<Piece> known = cut(new SomeTar().file("base/5/16385", relation).bytes());
    relation[7 * MIB + 1] ^= 1;

    List<Piece> chunks = cut(new SomeTar().file("base/5/16385", relation).bytes());

    assertThat(chunks).filteredOn(c -> !known.contains(c)).hasSize(1);
  }

  @Test
  void aSmallFileThatGrowsChangesNoChunkFarFromIt() throws Exception {
    List<Piece> known = cut(manySmall(8 * KIB));

    List<Piece> chunks = cut(manySmall(64 * KIB));

    assertThat(chunks).hasSizeGreaterThan(20);
    assertThat(chunks).filteredOn(c -> !known.contains(c)).hasSizeLessThanOrEqualTo(3);
    assertThat(chunks).allMatch(c -> c.size <= 5 * MIB);
  }

  private static byte[] manySmall(int sizeOfOne) {
    SomeTar tar = new SomeTar();
    for (int i = 0; i < 600; i++) {
      int size = i == 100 ? sizeOfOne : 8 * KIB * (1 + i % 7);
      tar.file("base/1/" + (1000 + i), SomeBytes.random(size, i));
    }
    return tar.bytes();
  }

  @Test
  void aSizeInBinaryIsUnderstoodToo() throws Exception {
    byte[] content = SomeBytes.random(8 * MIB, 1);

    List<Piece> chunks = cut(new SomeTar().binary("large", content).bytes());

    assertThat(chunks).extracting(Piece::size).containsExactly(512, 4 * MIB, 4 * MIB, 1024);
  }

  @Test
  void whatIsNoTarIsCutAtFixedDistances() throws Exception {
    assertThat(cut(SomeBytes.random(17 * MIB / 2, 1)))
        .extracting(Piece::size)
        .containsExactly(512, 4 * MIB, 4 * MIB, MIB / 2 - 512);
  }

  @Test
  void howTheStreamIsReadMakesNoDifference() throws Exception {
    byte[] tar = manySmall(3 * MIB + 1);
    for (int seed = 0; seed < 5; seed++) {
      assertThat(cut(new TarCutter(SomeBytes.trickling(tar, seed), GEAR))).isEqualTo(cut(tar));
    }
  }

  /**
   * A tar of files of these sizes.
   *
   * @param harmAt where it is cut off or a byte is wrong, in thousandths; beyond it when nothing is
   */
  private record Shape(List<Integer> sizes, int harmAt) {
    byte[] bytes() {
      byte[] tar = tarOf(sizes);
      return harmAt < 1000 ? harm(tar, (int) ((long) tar.length * harmAt / 1000)) : tar;
    }
  }

  @Property(tries = 300)
  void whateverComesTheChunksAreTheStreamWithinTheirBounds(@ForAll("shapes") Shape shape)
      throws Exception {
    byte[] stream = shape.bytes();
    TarCutter cutter = new TarCutter(new ByteArrayInputStream(stream), GEAR);
    ChunkBuffer chunk = new ChunkBuffer();
    int at = 0;
    while (cutter.next(chunk)) {
      assertThat(chunk.length()).isBetween(1, ChunkFormat.MAXIMUM);
      int to = at + chunk.length();
      assertThat(Arrays.equals(chunk.array(), 0, chunk.length(), stream, at, to)).isTrue();
      at = to;
    }

    assertThat(at).isEqualTo(stream.length);
    assertThat(chunk.length()).isZero();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 2000),
            Arbitraries.of(
                255 * KIB, 256 * KIB, 256 * KIB + 1, MIB, MIB + 512, 2 * MIB, 4 * MIB + 77));
    return Combinators.combine(sizes.list().ofMaxSize(6), Arbitraries.integers().between(0, 2000))
        .as(Shape::new);
  }

  private static byte[] tarOf(List<Integer> sizes) {
    SomeTar tar = new SomeTar();
    for (int i = 0; i < sizes.size(); i++) {
      byte[] content = SomeBytes.random(sizes.get(i), i);
      long told = i == 4 ? 1_000_000_000_000L : content.length;
      tar = i % 3 == 2 ? tar.binary("b" + i, content) : tar.entry("f" + i, '0', told, content);
    }
    return tar.bytes();
  }

  private static byte[] harm(byte[] tar, int at) {
    byte[] harmed = at % 2 == 0 ? Arrays.copyOf(tar, at) : tar.clone();
    if (at % 2 == 1) {
      harmed[at / 512 * 512 + 124] ^= (byte) at;
    }
    return harmed;
  }

  private static List<Piece> cut(byte[] tar) throws IOException {
    return cut(new TarCutter(new ByteArrayInputStream(tar), GEAR));
  }

  private static List<Piece> cut(Cutter cutter) throws IOException {
    ChunkBuffer buffer = new ChunkBuffer();
    List<Piece> chunks = new ArrayList<>();
    while (cutter.next(buffer)) {
      CRC32C checksum = new CRC32C();
      checksum.update(buffer.array(), 0, buffer.length());
      chunks.add(new Piece(buffer.length(), checksum.getValue()));
    }
    return chunks;
  }
}
