/** The mail carrier: a letter laid out as text and as HTML, its headers, and SMTP. */
package io.salvaguarda.notifier.mail;
