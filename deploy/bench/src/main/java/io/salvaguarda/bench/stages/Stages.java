package io.salvaguarda.bench.stages;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.ChunkNamer;
import io.salvaguarda.repository.chunk.ChunkOpener;
import io.salvaguarda.repository.chunk.ChunkOpener.NotTheChunk;
import io.salvaguarda.repository.chunk.ChunkSealer;
import io.salvaguarda.repository.chunk.SealedBuffer;
import io.salvaguarda.repository.chunk.StreamCutter;
import io.salvaguarda.repository.key.SubKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** One invocation puts {@link #SIZE} plain bytes, as the chunks that they are cut into, through. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class Stages {

  /** In bytes. */
  static final int SIZE = 16 * 1024 * 1024;

  /** The repository's. */
  private static final int ZSTD_LEVEL = 1;

  @Param public Data data;

  private final SubKeys keys = SubKeys.derive(new byte[32], new UUID(1, 2));
  private final ChunkNamer namer = new ChunkNamer(keys.chunkId());
  private final ChunkSealer sealer = new ChunkSealer(keys.sealing(), ZSTD_LEVEL);
  private final ChunkOpener opener = new ChunkOpener(keys);
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private final ChunkBuffer buffer = new ChunkBuffer();
  private final SealedBuffer sealed = new SealedBuffer();
  private final List<Chunk> chunks = new ArrayList<>();
  private byte[] plain;
  private byte[] compressed;

  private record Chunk(ChunkId id, ChunkBuffer plain, byte[] object) {}

  @Setup(Level.Trial)
  public void cutAndSeal() throws IOException {
    plain = data.bytes(SIZE);
    compressed = new byte[(int) Zstd.compressBound(SIZE)];
    StreamCutter cutter = cutter();
    for (ChunkBuffer chunk = new ChunkBuffer(); cutter.next(chunk); chunk = new ChunkBuffer()) {
      ChunkId id = namer.nameOf(chunk);
      sealer.seal(id, chunk, sealed);
      ByteBuffer bytes = sealed.asByteBuffer();
      byte[] object = new byte[bytes.remaining()];
      bytes.get(object);
      chunks.add(new Chunk(id, chunk, object));
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    sealer.close();
    opener.close();
    zstd.close();
  }

  private StreamCutter cutter() {
    return new StreamCutter(new ByteArrayInputStream(plain), keys.gear());
  }

  @Benchmark
  public int cut() throws IOException {
    StreamCutter cutter = cutter();
    int bytes = 0;
    while (cutter.next(buffer)) {
      bytes += buffer.length();
    }
    return bytes;
  }

  @Benchmark
  public void name(Blackhole hole) {
    for (Chunk chunk : chunks) {
      hole.consume(namer.nameOf(chunk.plain));
    }
  }

  @Benchmark
  public int compress() {
    int bytes = 0;
    for (Chunk chunk : chunks) {
      ChunkBuffer from = chunk.plain;
      bytes +=
          zstd.compressByteArray(compressed, 0, compressed.length, from.array(), 0, from.length());
    }
    return bytes;
  }

  /** Compresses, too: what is not shorter then is encrypted as it is. */
  @Benchmark
  public void seal(Blackhole hole) {
    for (Chunk chunk : chunks) {
      sealer.seal(chunk.id, chunk.plain, sealed);
      hole.consume(sealed.asByteBuffer());
    }
  }

  /** Decrypts, decompresses, and computes the name again. */
  @Benchmark
  public int open() throws NotTheChunk {
    int bytes = 0;
    for (Chunk chunk : chunks) {
      opener.open(chunk.id, chunk.object, buffer);
      bytes += buffer.length();
    }
    return bytes;
  }
}
