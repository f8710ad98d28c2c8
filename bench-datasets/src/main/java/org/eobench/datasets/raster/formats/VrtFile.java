package org.eobench.datasets.raster.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.ShellWord;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.geotiff.Window;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A GDAL virtual raster of whole bands and mosaics: sources that are copied pixel by pixel. Other
 * kinds of sources and bands are refused.
 *
 * @param grid size and georeference
 * @param bands the bands in order
 */
record VrtFile(Grid grid, List<VrtBand> bands) {
  private static final long LARGEST = 64L << 20;
  private static final int TERMS = 6;
  private static final Set<String> IGNORED =
      Set.of(
          "SourceFilename", "OpenOptions", "SourceBand", "SourceProperties", "SrcRect", "DstRect");
  private static final Pattern EPSG =
      Pattern.compile("(?:AUTHORITY|ID)\\[\"EPSG\",\"?(\\d{4,6})\"?]|^EPSG:(\\d{4,6})$");

  /**
   * A band.
   *
   * @param nodata stored number that marks missing data, or null
   * @param parts sources in the order in which they are drawn
   */
  record VrtBand(SampleType type, @Nullable Double nodata, BandScale scale, List<VrtPart> parts) {}

  /**
   * A source, of which a rectangle is copied.
   *
   * @param band band of the file, from 0
   * @param from the rectangle in the file
   * @param to the rectangle in the virtual raster, of the same size; may be partly outside
   * @param nodata stored number that is not copied, or null
   */
  record VrtPart(Path file, int band, Rectangle from, Rectangle to, @Nullable Double nodata) {}

  /** A rectangle of pixels. */
  record Rectangle(int row, int col, int height, int width) {
    /** The part that is in a window, or null. */
    @Nullable Rectangle in(Window window) {
      int top = Math.max(row, window.row());
      int left = Math.max(col, window.col());
      int bottom = Math.min(row + height, window.row() + window.height());
      int right = Math.min(col + width, window.col() + window.width());
      return bottom > top && right > left
          ? new Rectangle(top, left, bottom - top, right - left)
          : null;
    }
  }

  static VrtFile read(Path path) {
    return new Reader(path).file();
  }

  /** Reads one file. */
  private static final class Reader {
    private final Path path;
    private final FileFault fault;

    Reader(Path path) {
      this.path = path;
      this.fault = new FileFault(path, "UnreadableVrt", ExitCode.DATA);
    }

    VrtFile file() {
      Element root = root();
      if (!root.getTagName().equals("VRTDataset") || root.hasAttribute("subClass")) {
        throw refused("the file is no plain VRTDataset", root.getAttribute("subClass"));
      }
      if (child(root, "MaskBand") != null) {
        throw refused("the file has a MaskBand", "");
      }
      int width = number(root.getAttribute("rasterXSize"), "rasterXSize");
      int height = number(root.getAttribute("rasterYSize"), "rasterYSize");
      List<VrtBand> bands = new ArrayList<>();
      for (Element band : children(root, "VRTRasterBand")) {
        bands.add(band(band, bands.size() + 1, height, width));
      }
      if (width < 1 || height < 1 || bands.isEmpty()) {
        throw fault.broken("the file has no bands or no pixels", "", "a VRT of gdalbuildvrt");
      }
      String transform = text(root, "GeoTransform");
      Grid grid = new Grid(height, width, crs(text(root, "SRS")), null, transform(transform));
      return new VrtFile(grid, List.copyOf(bands));
    }

    private Element root() {
      FileBytes.open(fault).close(); // Reports a missing file, with similar names.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      try {
        // Untrusted XML must neither open other files nor expand entities.
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        if (Files.size(path) > LARGEST) {
          throw fault.broken("the file is larger than 64 MiB", "", "a VRT of gdalbuildvrt");
        }
        try (InputStream in = Files.newInputStream(path)) {
          var builder = factory.newDocumentBuilder();
          builder.setErrorHandler(null); // It would print to the console.
          return builder.parse(in).getDocumentElement();
        }
      } catch (IOException | SAXException failure) {
        throw fault.broken(
            "the file is not readable XML: " + failure.getMessage(),
            "",
            "a VRT of gdalbuildvrt or gdal_translate",
            failure);
      } catch (ParserConfigurationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private VrtBand band(Element element, int number, int height, int width) {
      String place = "band " + number;
      if (element.hasAttribute("subClass")) {
        throw refused(place + " is a " + element.getAttribute("subClass"), place);
      }
      List<VrtPart> parts = new ArrayList<>();
      for (Element child : children(element, null)) {
        String name = child.getTagName();
        boolean simple = name.equals("SimpleSource");
        if (simple || name.equals("ComplexSource")) {
          parts.add(part(child, place));
        } else if (name.endsWith("Source") || name.equals("MaskBand")) {
          throw refused(place + " has a " + name, place);
        }
      }
      SampleType type = type(element.getAttribute("dataType"), place);
      Double scale = decimal(text(element, "Scale"), place);
      Double offset = decimal(text(element, "Offset"), place);
      return new VrtBand(
          type,
          decimal(text(element, "NoDataValue"), place),
          new BandScale(scale == null ? 1 : scale, offset == null ? 0 : offset),
          List.copyOf(parts));
    }

    private VrtPart part(Element source, String place) {
      for (Element child : children(source, null)) {
        boolean known = IGNORED.contains(child.getTagName()) || child.getTagName().equals("NODATA");
        if (!known) {
          throw refused(place + " has a source with " + child.getTagName(), place);
        }
      }
      Element name = child(source, "SourceFilename");
      String file = name == null ? "" : name.getTextContent().strip();
      boolean virtual = file.startsWith("/vsi") || file.matches("[A-Z0-9_]{3,}:.*");
      if (name == null || file.isEmpty() || virtual) {
        throw refused(place + " has the source '" + file + "'", place);
      }
      boolean relative = name.getAttribute("relativeToVRT").equals("1");
      Path at = relative ? path.toAbsolutePath().resolveSibling(file).normalize() : Path.of(file);
      String band = text(source, "SourceBand");
      Rectangle from = rectangle(source, "SrcRect", place);
      Rectangle to = rectangle(source, "DstRect", place);
      if (from.height() != to.height() || from.width() != to.width()) {
        throw refused(
            String.format(
                Locale.ROOT,
                "%s resamples %s from %d x %d to %d x %d pixels",
                place,
                file,
                from.height(),
                from.width(),
                to.height(),
                to.width()),
            place);
      }
      int index = band.isEmpty() ? 1 : number(band, place + ", SourceBand");
      return new VrtPart(at, index - 1, from, to, decimal(text(source, "NODATA"), place));
    }

    private Rectangle rectangle(Element source, String name, String place) {
      Element element = child(source, name);
      if (element == null) {
        throw refused(place + " has a source without " + name, place);
      }
      return new Rectangle(
          whole(element, "yOff", place),
          whole(element, "xOff", place),
          whole(element, "ySize", place),
          whole(element, "xSize", place));
    }

    /** A number of pixels; GDAL also writes fractions, which mean resampling. */
    private int whole(Element element, String name, String place) {
      Double value = decimal(element.getAttribute(name), place + ", " + name);
      if (value == null
          || Math.abs(value - Math.rint(value)) > 1e-6
          || Math.abs(value) > Integer.MAX_VALUE / 2) {
        throw refused(place + " has " + name + "=" + element.getAttribute(name), place);
      }
      return (int) Math.rint(value);
    }

    private int number(String text, String place) {
      try {
        return Integer.parseInt(text.strip());
      } catch (NumberFormatException failure) {
        throw fault.broken("'" + text + "' is not a number", place, "a whole number", failure);
      }
    }

    private @Nullable Double decimal(String text, String place) {
      try {
        return text.isEmpty() ? null : Double.valueOf(text.equalsIgnoreCase("nan") ? "NaN" : text);
      } catch (NumberFormatException failure) {
        throw fault.broken("'" + text + "' is not a number", place, "a number", failure);
      }
    }

    private SampleType type(String name, String place) {
      return switch (name) {
        case "", "Byte" -> SampleType.UINT8;
        case "Int8" -> SampleType.INT8;
        case "UInt16" -> SampleType.UINT16;
        case "Int16" -> SampleType.INT16;
        case "UInt32" -> SampleType.UINT32;
        case "Int32" -> SampleType.INT32;
        case "Float32" -> SampleType.FLOAT32;
        case "Float64" -> SampleType.FLOAT64;
        default -> throw refused(place + " has the type " + name, place);
      };
    }

    private static @Nullable Crs crs(String text) {
      Matcher found = EPSG.matcher(text.strip());
      String code = null;
      while (found.find()) {
        code = found.group(1) == null ? found.group(2) : found.group(1);
      }
      boolean geographic = text.startsWith("GEOG") || "4326".equals(code);
      return code == null ? null : new Crs(Integer.parseInt(code), !geographic);
    }

    /** GDAL's order: c, a, b, f, d, e. */
    private @Nullable GeoTransform transform(String text) {
      if (text.isEmpty()) {
        return null;
      }
      String[] terms = text.split(",");
      if (terms.length != TERMS) {
        throw fault.broken("GeoTransform is " + text, "", "six numbers");
      }
      double[] t = new double[TERMS];
      for (int i = 0; i < TERMS; i++) {
        Double term = decimal(terms[i].strip(), "GeoTransform");
        t[i] = term == null ? Double.NaN : term;
      }
      return new GeoTransform(t[1], t[2], t[0], t[4], t[5], t[3]);
    }

    private BenchException refused(String what, String place) {
      return fault.unsupported(
          what,
          place,
          "bands and mosaics of sources that are copied without change",
          "convert it: `gdal_translate " + ShellWord.of(path.toString()) + " out.tif`");
    }

    private static List<Element> children(Element parent, @Nullable String name) {
      List<Element> found = new ArrayList<>();
      for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element child && (name == null || child.getTagName().equals(name))) {
          found.add(child);
        }
      }
      return found;
    }

    private static @Nullable Element child(Element parent, String name) {
      List<Element> found = children(parent, name);
      return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
      Element found = child(parent, name);
      return found == null ? "" : found.getTextContent().strip();
    }
  }
}
