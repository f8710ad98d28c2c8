package org.eobench.core.io.geotiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.SafeXml;
import org.jspecify.annotations.Nullable;

/**
 * GDAL's metadata tag 42112: XML with named items of the file or of a band.
 *
 * @param items in the order of the file
 */
record GdalMetadata(List<Item> items) {
  private static final int WHOLE_FILE = -1;

  /**
   * An item.
   *
   * @param band from 0, or -1 for the whole file
   * @param role its meaning in GDAL, such as {@code scale}; may be empty
   */
  record Item(String name, int band, String role, String value) {}

  static GdalMetadata of(TiffDirectory tags, FileFault fault) {
    if (!tags.has(TiffTag.GDAL_METADATA)) {
      return new GdalMetadata(List.of());
    }
    String xml = tags.text(TiffTag.GDAL_METADATA);
    try {
      return new GdalMetadata(parse(xml));
    } catch (XMLStreamException failure) {
      if (xml.contains("role=\"scale\"") || xml.contains("role=\"offset\"")) {
        throw fault.broken(
            "the metadata with scale and offset is not valid XML",
            "tag " + TiffTag.GDAL_METADATA,
            "<GDALMetadata> with an <Item> for each band",
            failure);
      }
      return new GdalMetadata(List.of()); // as in GDAL; none of it changes a value
    }
  }

  private static List<Item> parse(String xml) throws XMLStreamException {
    List<Item> items = new ArrayList<>();
    XMLStreamReader reader = SafeXml.reader(xml);
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")) {
          String name = attribute(reader, "name");
          String sample = attribute(reader, "sample");
          String role = attribute(reader, "role");
          items.add(new Item(name, band(sample), role, reader.getElementText().strip()));
        }
      }
      return items;
    } finally {
      reader.close();
    }
  }

  private static String attribute(XMLStreamReader reader, String name) {
    return Objects.requireNonNullElse(reader.getAttributeValue(null, name), "");
  }

  private static int band(String sample) {
    return sample.matches("\\d{1,5}") ? Integer.parseInt(sample) : WHOLE_FILE;
  }

  /** The value of an item of the file, or null. */
  @Nullable String value(String name) {
    for (Item item : items) {
      if (item.band == WHOLE_FILE && item.name.equals(name)) {
        return item.value;
      }
    }
    return null;
  }

  /** Scale and offset of each band; empty if no band has them. */
  List<BandScale> scales(int bands, FileFault fault) {
    List<BandScale> scales = new ArrayList<>();
    for (Item item : items) {
      boolean isScale = item.role.equals("scale");
      if ((!isScale && !item.role.equals("offset")) || item.band < 0 || item.band >= bands) {
        continue;
      }
      while (scales.size() < bands) {
        scales.add(BandScale.NONE);
      }
      double number = number(item, fault);
      BandScale known = scales.get(item.band);
      scales.set(
          item.band,
          isScale ? new BandScale(number, known.offset()) : new BandScale(known.scale(), number));
    }
    return scales;
  }

  private static double number(Item item, FileFault fault) {
    try {
      return Double.parseDouble(item.value);
    } catch (NumberFormatException failure) {
      throw fault.unsupported(
          String.format(
              Locale.ROOT,
              "the %s of band %d is '%s', which is not a number",
              item.role,
              item.band + 1,
              item.value),
          "tag " + TiffTag.GDAL_METADATA,
          "a number",
          "set it with `gdal_edit.py -scale 1 -offset 0 FILE`");
    }
  }
}
