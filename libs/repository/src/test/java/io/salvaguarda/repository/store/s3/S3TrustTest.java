package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom backups are given to. */
class S3TrustTest {

  private static final byte[] BYTES = "twelve bytes and some more".getBytes(StandardCharsets.UTF_8);

  @Test
  void tlsWithAnOwnAuthorityWorksAndWithoutItIsDenied() throws Exception {
    S3Settings secure = TestS3.settings(TestS3.secure(), TestS3.secure().endpoint());
    try (S3ObjectStore trusting = new S3ObjectStore(secure);
        S3ObjectStore strict =
            new S3ObjectStore(TestS3.withCertificate(secure, Optional.empty()))) {
      trusting.put("a/new", ByteBuffer.wrap(BYTES));
      assertThat(trusting.putIfAbsent("a/new", ByteBuffer.wrap(BYTES))).isFalse();
      assertThat(trusting.get("a/new", 100)).isEqualTo(BYTES);

      assertThatThrownBy(() -> strict.get("a/new", 100)).isInstanceOf(StoreException.Denied.class);
      assertThatThrownBy(() -> strict.put("a/new", ByteBuffer.wrap(BYTES)))
          .isInstanceOf(StoreException.Denied.class);
    }
  }

  @Test
  void aTrustedCertificateOfAnotherServerIsDenied(@TempDir Path folder) throws Exception {
    try (S3Server server = S3Server.startTls(folder, "DNS:s3.example.org,IP:192.0.2.1");
        S3ObjectStore store = new S3ObjectStore(TestS3.settings(server, server.endpoint()))) {
      assertThatThrownBy(() -> store.put("a/new", ByteBuffer.wrap(BYTES)))
          .isInstanceOf(StoreException.Denied.class)
          .hasMessageContaining("localhost");
      assertThatThrownBy(() -> store.get("a/new", 100)).isInstanceOf(StoreException.Denied.class);
    }
  }
}
