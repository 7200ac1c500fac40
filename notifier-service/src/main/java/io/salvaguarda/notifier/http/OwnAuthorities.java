package io.salvaguarda.notifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;

/** Trusts authorities of the operator's own besides those that every JDK trusts. */
final class OwnAuthorities {

  private OwnAuthorities() {}

  /**
   * @param pem a file of X.509 certificates
   * @throws IllegalStateException when it is none
   */
  static void trust(OkHttpClient.Builder client, Path pem) {
    HandshakeCertificates.Builder trusted =
        new HandshakeCertificates.Builder().addPlatformTrustedCertificates();
    read(pem).forEach(each -> trusted.addTrustedCertificate((X509Certificate) each));
    HandshakeCertificates all = trusted.build();
    client.sslSocketFactory(all.sslSocketFactory(), all.trustManager());
  }

  private static Collection<? extends Certificate> read(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      var found = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new CertificateException("it holds no certificate");
      }
      return found;
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException(
          "salvaguarda.http.ca-certificate: %s is not a readable PEM file of certificates: %s"
              .formatted(pem, e.getMessage()),
          e);
    }
  }
}
