package org.eobench.core.io.geotiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.SafeXml;
import org.jspecify.annotations.Nullable;

/**
 * GDAL's auxiliary metadata file {@code NAME.tif.aux.xml}, in which programs store nodata, scale
 * and offset if they do not write them into the TIFF.
 *
 * @param values text of each element by name and band, such as {@code Scale} of band 0
 */
record PamFile(Path file, Map<String, String> values) {
  private static final Set<String> READ = Set.of("NoDataValue", "Scale", "Offset");

  /** Reads the auxiliary file of a raster; empty if there is none or it is not XML, as in GDAL. */
  static PamFile of(Path raster) {
    Path file = raster.resolveSibling(raster.getFileName() + ".aux.xml");
    Map<String, String> values = new TreeMap<>();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        read(SafeXml.reader(in), values);
      } catch (IOException | XMLStreamException damaged) {
        values.clear();
      }
    }
    return new PamFile(file, values);
  }

  private static void read(XMLStreamReader xml, Map<String, String> values)
      throws XMLStreamException {
    try {
      String band = "";
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String name = xml.getLocalName();
        if (name.equals("PAMRasterBand")) {
          String number = xml.getAttributeValue(null, "band");
          band = number == null ? "" : number.strip();
        } else if (!band.isEmpty() && READ.contains(name)) {
          values.putIfAbsent(name + band, xml.getElementText().strip());
        }
      }
    } finally {
      xml.close();
    }
  }

  /** The nodata value, or null if the file has none. */
  @Nullable Double nodata(int bands, SampleType type, FileFault fault) {
    FileFault own = new FileFault(file, fault.id(), fault.exitCode());
    Set<Double> found = new HashSet<>();
    for (int band = 1; band <= bands; band++) {
      String text = values.get("NoDataValue" + band);
      Double value = text == null ? null : NodataText.parse(text, type, own);
      if (value != null) {
        found.add(value);
      }
    }
    if (found.size() > 1) {
      throw own.unsupported(
          "the bands have several nodata values, " + found,
          "NoDataValue",
          "one value for all bands",
          "remove the wrong elements");
    }
    return found.isEmpty() ? null : found.iterator().next();
  }

  /** Scale and offset of each band; empty if no band has them. */
  List<BandScale> scales(int bands, FileFault fault) {
    List<BandScale> scales = new ArrayList<>();
    boolean any = false;
    for (int band = 1; band <= bands; band++) {
      any |= values.containsKey("Scale" + band) || values.containsKey("Offset" + band);
      scales.add(new BandScale(number("Scale", band, 1, fault), number("Offset", band, 0, fault)));
    }
    return any ? scales : List.of();
  }

  private double number(String name, int band, double missing, FileFault fault) {
    String text = values.get(name + band);
    if (text == null) {
      return missing;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException failure) {
      throw new FileFault(file, fault.id(), fault.exitCode())
          .unsupported(
              "the element "
                  + name
                  + " of band "
                  + band
                  + " is '"
                  + text
                  + "', which is not a number",
              name,
              "a number",
              "correct the element, or remove it");
    }
  }
}
