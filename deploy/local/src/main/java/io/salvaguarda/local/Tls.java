package io.salvaguarda.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key pair and its self-signed certificate.
 *
 * @param keyStore PKCS #12
 * @param password of the key store
 * @param certificate PEM, what clients must trust
 */
public record Tls(Path keyStore, String password, Path certificate) {
  /** For {@code localhost} and 127.0.0.1, made anew with the JDK's keytool. */
  static Tls in(Path folder) {
    return in(folder, "DNS:localhost,IP:127.0.0.1");
  }

  /**
   * The same for others.
   *
   * @param names as keytool takes alternative names, for example {@code DNS:mail.example.org}
   */
  public static Tls in(Path folder, String names) {
    ProcessStarter.folder(folder);
    Tls tls =
        new Tls(folder.resolve("tls.p12"), RandomText.of(20), folder.resolve("ca-certificate.pem"));
    try {
      Files.deleteIfExists(tls.keyStore);
    } catch (IOException e) {
      throw new StartFailed("cannot replace " + tls.keyStore, e);
    }
    Path log = folder.resolve("keytool.log");
    tls.keytool(
        log,
        ("-genkeypair -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 3650"
                + " -ext BC=ca:true -storetype PKCS12 -ext SAN="
                + names)
            .split(" "));
    tls.keytool(log, "-exportcert", "-rfc", "-file", tls.certificate.toString());
    return tls;
  }

  /** For a server in this JVM that shows the certificate. */
  public SSLContext serverContext() {
    char[] secret = password.toCharArray();
    try (InputStream file = Files.newInputStream(keyStore)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(file, secret);
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, secret);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new StartFailed("cannot use " + keyStore, e);
    }
  }

  private void keytool(Path log, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-alias", "server", "-keystore", keyStore.toString()));
    command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
    ProcessBuilder builder = ProcessStarter.clean(command);
    builder.environment().put("STORE_PASSWORD", password);
    ProcessStarter.run(builder, log);
  }
}
