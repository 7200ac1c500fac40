package io.salvaguarda.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Checks files of certificates, so that a wrong one is found now and not at the first connect. */
final class Certificates {
  private static final String REMEDY = "Name a readable PEM file with the authority's certificate.";

  private Certificates() {}

  static Path parse(String text, Path folder) throws Refused {
    Path file = FilePaths.parse(text, folder);
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new Refused("holds no certificate", REMEDY);
      }
      return file;
    } catch (CertificateException e) {
      throw new Refused("is not a file of X.509 certificates", REMEDY);
    } catch (IOException e) {
      throw new Refused(Files.exists(file) ? "cannot be read" : "does not exist", REMEDY);
    }
  }
}
