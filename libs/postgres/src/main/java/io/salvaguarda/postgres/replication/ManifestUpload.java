package io.salvaguarda.postgres.replication;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Tells the server, since version 17, what an earlier backup holds. */
final class ManifestUpload {
  private static final int PIECE = 64 << 10;

  private ManifestUpload() {}

  static void of(BaseBackup.Earlier earlier, Wire wire) throws IOException {
    wire.query("UPLOAD_MANIFEST");
    wire.expect('G');
    byte[] piece = new byte[PIECE];
    try (InputStream manifest = earlier.manifest()) {
      for (int n = manifest.read(piece); n >= 0; n = manifest.read(piece)) {
        wire.send('d', ByteBuffer.wrap(piece, 0, n));
      }
    }
    wire.send('c', ByteBuffer.allocate(0));
    Row.untilReady(wire);
  }
}
