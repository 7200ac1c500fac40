package io.salvaguarda.notifier.mail;

/** A link below what to do now. */
public record MailLink(String url, String words) {}
