package io.salvaguarda.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.ChunkOpener.NotTheChunk;
import io.salvaguarda.repository.key.SubKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkSealingTest {

  private static final SubKeys KEYS = SubKeys.derive(new byte[32], new UUID(1, 2));

  private final ChunkNamer namer = new ChunkNamer(KEYS.chunkId());
  private final ChunkSealer sealer = new ChunkSealer(KEYS.sealing(), 1);
  private final ChunkOpener opener = new ChunkOpener(KEYS);

  @AfterEach
  void close() {
    sealer.close();
    opener.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 65_535, 65_536, 65_537, 131_072, 1_000_003, 8_388_608})
  void everyChunkComesBackAsItWas(int size) throws Exception {
    for (byte[] bytes :
        new byte[][] {new byte[size], SomeBytes.random(size, size), SomeBytes.rows(size, 1)}) {
      Sealed sealed = seal(bytes);

      assertThat(open(sealed.id, sealed.object)).isEqualTo(bytes);
      assertThat(sealed.object.length).isLessThanOrEqualTo(size + ChunkFormat.OVERHEAD);
    }
  }

  @Test
  void theSameBytesAlwaysGiveTheSameObject() throws Exception {
    byte[] bytes = SomeBytes.rows(3_000_000, 1);
    Sealed first = seal(bytes);
    seal(SomeBytes.random(5_000_000, 2));

    Sealed again = seal(bytes);
    try (ChunkSealer other = new ChunkSealer(KEYS.sealing(), 1)) {
      SealedBuffer object = new SealedBuffer();
      other.seal(first.id, chunk(bytes), object);

      assertThat(again.object).isEqualTo(first.object);
      assertThat(object.asByteBuffer()).isEqualTo(ByteBuffer.wrap(first.object));
    }
  }

  @Test
  void anotherCompressionOfTheSameBytesHasAnotherNonce() throws Exception {
    byte[] bytes = SomeBytes.rows(1_000_000, 1);
    Sealed first = seal(bytes);

    try (ChunkSealer stronger = new ChunkSealer(KEYS.sealing(), 9)) {
      SealedBuffer object = new SealedBuffer();
      stronger.seal(first.id, chunk(bytes), object);
      byte[] other = toArray(object);

      assertThat(other).isNotEqualTo(first.object);
      assertThat(Arrays.copyOfRange(other, 10, 22))
          .isNotEqualTo(Arrays.copyOfRange(first.object, 10, 22));
      assertThat(open(first.id, other)).isEqualTo(bytes);
    }
  }

  @Test
  void noBitCanChangeUnnoticed() throws Exception {
    Sealed sealed = seal(SomeBytes.rows(200, 1));
    for (int bit = 0; bit < sealed.object.length * 8; bit++) {
      byte[] changed = sealed.object.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> open(sealed.id, changed))
          .as("bit %d", bit)
          .isInstanceOf(NotTheChunk.class);
    }
  }

  @Test
  void noBitOfALargeChunkCanChangeUnnoticed() throws Exception {
    Sealed sealed = seal(SomeBytes.random(700_000, 1));
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      byte[] changed = sealed.object.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

      assertThatThrownBy(() -> open(sealed.id, changed)).isInstanceOf(NotTheChunk.class);
    }
  }

  @Test
  void aCutOrLengthenedObjectIsNotTheChunk() throws Exception {
    Sealed sealed = seal(SomeBytes.rows(300_000, 1));
    int length = sealed.object.length;
    for (int kept : new int[] {0, 1, 21, 22, 37, 38, 39, length / 2, length - 1, length + 1}) {
      assertThatThrownBy(() -> open(sealed.id, Arrays.copyOf(sealed.object, kept)))
          .as("%d of %d bytes", kept, length)
          .isInstanceOf(NotTheChunk.class);
    }
  }

  @Test
  void anotherChunksObjectIsNotTheChunk() throws Exception {
    Sealed one = seal(SomeBytes.rows(100_000, 1));
    Sealed other = seal(SomeBytes.rows(100_000, 2));

    assertThatThrownBy(() -> open(one.id, other.object)).isInstanceOf(NotTheChunk.class);
  }

  @Test
  void anotherRepositorysObjectIsNotTheChunk() throws Exception {
    Sealed sealed = seal(SomeBytes.rows(100_000, 1));

    try (ChunkOpener stranger = new ChunkOpener(SubKeys.derive(new byte[32], new UUID(1, 3)))) {
      assertThatThrownBy(() -> stranger.open(sealed.id, sealed.object, new ChunkBuffer()))
          .isInstanceOf(NotTheChunk.class);
    }
  }

  @Test
  void whatWasSealedUnderAWrongNameIsNotTheChunk() throws Exception {
    ChunkId wrongName = namer.nameOf(chunk(new byte[] {1}));
    SealedBuffer object = new SealedBuffer();
    sealer.seal(wrongName, chunk(new byte[] {2}), object);

    assertThatThrownBy(() -> open(wrongName, toArray(object)))
        .isInstanceOf(NotTheChunk.class)
        .hasMessageContaining("another id");
  }

  private record Sealed(ChunkId id, byte[] object) {}

  private Sealed seal(byte[] bytes) throws Exception {
    ChunkBuffer chunk = chunk(bytes);
    ChunkId id = namer.nameOf(chunk);
    SealedBuffer object = new SealedBuffer();
    sealer.seal(id, chunk, object);
    return new Sealed(id, toArray(object));
  }

  private byte[] open(ChunkId id, byte[] object) throws NotTheChunk {
    ChunkBuffer chunk = new ChunkBuffer();
    opener.open(id, object, chunk);
    return Arrays.copyOf(chunk.array(), chunk.length());
  }

  private static ChunkBuffer chunk(byte[] bytes) {
    ChunkBuffer chunk = new ChunkBuffer();
    chunk.append(bytes, 0, bytes.length);
    return chunk;
  }

  private static byte[] toArray(SealedBuffer object) {
    byte[] bytes = new byte[object.asByteBuffer().remaining()];
    object.asByteBuffer().get(bytes);
    return bytes;
  }
}
