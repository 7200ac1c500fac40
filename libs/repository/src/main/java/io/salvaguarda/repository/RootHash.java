package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One hash that stands for a backup's whole content: SHA-256 over, for each stream in order, the
 * length of its name (4 bytes), its name in UTF-8, its plain size (8), its number of chunks (8) and
 * their ids (32 each). Since ids stand for bytes, no second pass over the bytes is needed.
 */
final class RootHash {

  private RootHash() {}

  static String of(List<BackedUpStream> streams) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (BackedUpStream stream : streams) {
        byte[] name = stream.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(4 + name.length + 8 + 8);
        head.putInt(name.length).put(name).putLong(stream.summary().plainBytes());
        sha.update(head.putLong(stream.chunks().size()).array());
        for (ChunkId id : stream.chunks()) {
          sha.update(id.bytes());
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
