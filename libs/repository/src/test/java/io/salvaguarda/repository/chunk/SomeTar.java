package io.salvaguarda.repository.chunk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A tar as PostgreSQL's server writes it. */
public final class SomeTar {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public SomeTar file(String name, byte[] content) {
    return entry(name, '0', content.length, content);
  }

  public SomeTar folder(String name) {
    return entry(name, '5', 0, new byte[0]);
  }

  /**
   * @param size as the header tells it, whatever the content
   */
  SomeTar entry(String name, char type, long size, byte[] content) {
    byte[] octal = String.format(Locale.ROOT, "%011o ", size).getBytes(StandardCharsets.US_ASCII);
    return entry(name, type, octal, content);
  }

  /** The size in binary, as it is written from 8 GiB on. */
  SomeTar binary(String name, byte[] content) {
    byte[] size = new byte[12];
    size[0] = (byte) 0x80;
    for (int i = 0; i < 4; i++) {
      size[11 - i] = (byte) (content.length >>> (8 * i));
    }
    return entry(name, '0', size, content);
  }

  private SomeTar entry(String name, char type, byte[] size, byte[] content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "000600 ");
    System.arraycopy(size, 0, header, 124, 12);
    put(header, 136, "14701234567 ");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o ", sum));
    header[154] = 0;
    bytes.writeBytes(header);
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[-content.length & 511]);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, at, ascii.length);
  }

  /** With the two empty blocks at its end. */
  public byte[] bytes() {
    byte[] all = new byte[bytes.size() + 1024];
    System.arraycopy(bytes.toByteArray(), 0, all, 0, bytes.size());
    return all;
  }
}
