package io.salvaguarda.local;

import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message as the server took it.
 *
 * @param from the From header's addresses, joined by a comma
 * @param to the To header's addresses
 * @param text the plain text part; empty when there is none
 * @param html the HTML part; empty when there is none
 * @param files its other parts: attachments, and images that the HTML shows
 * @param headers every header's values by its name
 * @param raw the whole message as it came
 * @param receivedAt when the server took it, to the second
 */
public record ReceivedMail(
    String subject,
    String from,
    List<String> to,
    Optional<String> text,
    Optional<String> html,
    List<File> files,
    Map<String, List<String>> headers,
    String raw,
    Instant receivedAt) {

  /**
   * A part that is neither the text nor the HTML.
   *
   * @param contentId without angle brackets; by it the HTML shows an image
   */
  public record File(String name, String type, Optional<String> contentId, byte[] content) {}

  static ReceivedMail of(MimeMessage message) {
    try {
      return new ReceivedMail(
          message.getSubject(),
          String.join(", ", addresses(message.getFrom())),
          addresses(message.getRecipients(MimeMessage.RecipientType.TO)),
          part(message, "text/plain"),
          part(message, "text/html"),
          files(message),
          headers(message),
          raw(message),
          message.getReceivedDate() == null
              ? Instant.now()
              : message.getReceivedDate().toInstant());
    } catch (MessagingException e) {
      throw new IllegalStateException("the received message cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the received message cannot be read", e);
    }
  }

  private static List<String> addresses(Address[] addresses) {
    return addresses == null ? List.of() : Arrays.stream(addresses).map(Object::toString).toList();
  }

  private static Optional<String> part(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of(String.valueOf(part.getContent()));
    }
    if (part.isMimeType("multipart/*")) {
      Multipart parts = (Multipart) part.getContent();
      for (int i = 0; i < parts.getCount(); i++) {
        Optional<String> found = part(parts.getBodyPart(i), type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static List<File> files(Part part) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*")) {
      Multipart parts = (Multipart) part.getContent();
      List<File> files = new ArrayList<>();
      for (int i = 0; i < parts.getCount(); i++) {
        files.addAll(files(parts.getBodyPart(i)));
      }
      return files;
    }
    return part.getFileName() == null ? List.of() : List.of(file(part));
  }

  private static File file(Part part) throws MessagingException, IOException {
    String[] ids = part.getHeader("Content-ID");
    return new File(
        part.getFileName(),
        part.getContentType().replaceFirst(";.*", ""),
        ids == null ? Optional.empty() : Optional.of(ids[0].replaceAll("[<>]", "")),
        part.getInputStream().readAllBytes());
  }

  private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
    return Collections.list(message.getAllHeaders()).stream()
        .collect(
            Collectors.groupingBy(
                Header::getName, Collectors.mapping(Header::getValue, Collectors.toList())));
  }

  private static String raw(MimeMessage message) throws MessagingException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
