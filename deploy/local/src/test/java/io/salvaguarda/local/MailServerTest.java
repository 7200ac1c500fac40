package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailServerTest {
  @Test
  void aMessageIsShownWithItsPartsAndHeaders() throws MessagingException {
    try (MailServer server = MailServer.start()) {
      // when
      send(server, "Backup of testdb failed");

      // then
      await().until(() -> server.received().size() == 1);
      ReceivedMail mail = server.received().getFirst();
      assertThat(mail.subject()).isEqualTo("Backup of testdb failed");
      assertThat(mail.from()).isEqualTo("salvaguarda@example.org");
      assertThat(mail.to()).containsExactly("dba@example.org");
      assertThat(mail.text()).hasValueSatisfying(text -> assertThat(text).contains("Atenção"));
      assertThat(mail.html()).hasValueSatisfying(html -> assertThat(html).contains("<b>"));
      assertThat(mail.headers().get("X-Incident")).containsExactly("17");
      assertThat(mail.raw()).contains("multipart/alternative");
    }
  }

  @Test
  void aStoppedServerRefusesAndARestartedOneStillShowsWhatCameBefore() throws MessagingException {
    try (MailServer server = MailServer.start()) {
      // given
      send(server, "first");

      // when
      server.stop();

      // then
      assertThatThrownBy(() -> send(server, "lost")).isInstanceOf(MessagingException.class);

      // when
      server.restart();
      send(server, "second");

      // then
      await().until(() -> server.received().size() == 2);
      assertThat(server.received())
          .extracting(ReceivedMail::subject)
          .containsExactly("first", "second");
    }
  }

  private static void send(MailServer server, String subject) throws MessagingException {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", server.host());
    settings.put("mail.smtp.port", String.valueOf(server.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(settings));
    message.setFrom(new InternetAddress("salvaguarda@example.org"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("dba@example.org"));
    message.setSubject(subject, "UTF-8");
    message.setHeader("X-Incident", "17");
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Atenção", "UTF-8", "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<b>Atenção</b>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }
}
