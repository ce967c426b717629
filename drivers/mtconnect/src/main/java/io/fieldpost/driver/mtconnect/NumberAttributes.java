package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.http.HttpTarget;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Numbers in the attributes of the element at hand, and where it stands. */
final class NumberAttributes {
    private final XMLStreamReader xml;

    NumberAttributes(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** {@code  at line 3, column 17}, with the blank before it; empty where the parser does not know. */
    String place() {
        return place(xml.getLocation());
    }

    static String place(@Nullable Location location) {
        return location == null || location.getLineNumber() < 0
                ? ""
                : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    /** The one number that the schema lets have all 64 bits. */
    long instance() throws DocumentException {
        String text = xml.getAttributeValue(null, "instanceId");
        try {
            return Long.parseUnsignedLong(text == null ? "" : text.strip());
        } catch (NumberFormatException e) {
            throw new DocumentException("no number in Header/@instanceId: "
                    + (text == null ? "missing" : HttpTarget.shown(text)) + place());
        }
    }

    /** A number that is neither negative nor the largest. */
    long number(String attribute) throws DocumentException {
        String text = xml.getAttributeValue(null, attribute);
        try {
            long number = text == null ? -1 : Long.parseLong(text.strip());
            // One less than the largest, so that the next of any is a number too.
            if (number >= 0 && number < Long.MAX_VALUE - 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with what stands there.
        }
        throw new DocumentException("no number in " + xml.getLocalName() + "/@" + attribute + ": "
                + (text == null ? "missing" : HttpTarget.shown(text)) + place());
    }
}
