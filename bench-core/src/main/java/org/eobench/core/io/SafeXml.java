package org.eobench.core.io;

import java.io.InputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads untrusted XML without opening other files or expanding entities. */
public final class SafeXml {
  private SafeXml() {}

  /** Parses a text. */
  public static XMLStreamReader reader(String text) throws XMLStreamException {
    return factory().createXMLStreamReader(new StringReader(text));
  }

  /** Parses bytes whose encoding follows from the first bytes. */
  public static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
    return factory().createXMLStreamReader(bytes);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
