/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "docx-fixture.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define R(props, text)                                                                             \
  "<w:r><w:rPr>" props "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define NUM(id, level, text)                                                                       \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id                         \
  "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LVL(level, format, text, more)                                                             \
  "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                    \
  "\"/><w:lvlText w:val=\"" text "\"/>" more "</w:lvl>"
#define ABSTRACT(id, levels) "<w:abstractNum w:abstractNumId=\"" id "\">" levels "</w:abstractNum>"
#define LIST(id, abstract, more)                                                                   \
  "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</w:num>"
#define ROW(...) "<w:tr>" __VA_ARGS__ "</w:tr>"
#define CELL(props, text) "<w:tc><w:tcPr>" props "</w:tcPr>" P (text) "</w:tc>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

typedef struct
{
  const char *name;
  DocxParts parts;
  const char *dump;
} Case;

static const Case cases[] = {
  { "runs/joined",
    { "<w:p>" R ("<w:b/>", "Sở Gi") R ("<w:b/>", "áo dục") R ("", " và") "</w:p>" },
    "P 10pt | Sở Giáo dục và  {b0+11}\n" },
  { "runs/whole-bold",
    { "<w:p>" R ("<w:b/>", "A") R ("", " ") R ("<w:b/><w:i/>", "B") "</w:p>" },
    "P 10pt bold | A B  {b0+1 b2+1 i2+1}\n" },
  { "runs/size-of-most",
    { "<w:p>" R ("<w:sz w:val=\"26\"/>", "abc") R ("", "d") "</w:p>" },
    "P 13pt | abcd\n" },
  { "runs/superscript",
    { "<w:p>" R ("", "m") R ("<w:vertAlign w:val=\"superscript\"/>", "2") "</w:p>" },
    "P 10pt | m2  {s1+1}\n" },
  { "runs/capitals", { "<w:p>" R ("<w:caps/>", "đề án") "</w:p>" }, "P 10pt | ĐỀ ÁN\n" },
  { "runs/hidden", { "<w:p>" R ("", "a") R ("<w:vanish/>", "b") "</w:p>" }, "P 10pt | a\n" },
  /* what is struck through is still printed */
  { "runs/struck",
    { "<w:p>" R ("<w:strike/>", "a") R ("<w:dstrike/>", "b") "</w:p>" },
    "P 10pt | ab\n" },
  { "comments-left-out",
    { "<w:p><w:commentRangeStart w:id=\"1\"/>" R (
        "", "a") "<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference "
                 "w:id=\"1\"/><w:annotationRef/></w:r><w:r><w:pict/><w:drawing/></w:r></w:p>" },
    "P 10pt | a\n" },
  { "text/nfc-across-runs",
    { "<w:p>" R ("<w:b/>", "Ke\xcc\x82") R ("",
                                            "\xcc\x81 hoa\xcc\xa3"
                                            "ch") "</w:p>" },
    "P 10pt | Kế hoạch  {b0+2}\n" },
  { "text/breaks",
    { "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t>"
      "<w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r></w:p>" },
    "P 10pt | a\\nb\\tc-de\n" },
  { "text/plain-spaces",
    { P ("a\xc2\xa0"
         "b\xe2\x80\x91"
         "c\xc2\xad"
         "d\xef\xbb\xbf") },
    "P 10pt | a b-cd\n" },
  { "text/space-not-preserved",
    { "<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>" },
    "P 10pt | ab\n" },
  { "text/symbol",
    { "<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>1</w:t>"
      "<w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r></w:p>" },
    "P 10pt | ≥1→\n" },
  { "text/page-break",
    { "<w:p><w:r><w:br w:type=\"page\"/><w:t>a</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>b</w:t><w:br w:type=\"page\"/></w:r></w:p>" P ("c") },
    "P 10pt break | a\nP 10pt | b\nP 10pt break | c\n" },
  { "text/pages",
    { P ("a") "<w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p>" },
    "P p1 10pt | a\nP p2 10pt | b\n" },
  { "paragraph/layout",
    { "<w:p><w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/><w:jc w:val=\"both\"/>"
      "<w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" },
    "P h2 J 10pt ind=36-18 | a\n" },
  { "changes/inserted-and-deleted",
    { "<w:p><w:ins w:id=\"1\">" R (
        "", "mới") "</w:ins><w:del w:id=\"2\"><w:r><w:delText>cũ</w:delText></w:r>"
                   "</w:del><w:moveFrom w:id=\"3\">" R (
                       "",
                       "đi") "</w:moveFrom><w:moveTo w:id=\"4\">" R ("",
                                                                     " đến") "</w:moveTo></w:p>" },
    "P 10pt | mới đến\n" },
  { "changes/deleted-mark-joins",
    { "<w:p><w:pPr><w:jc w:val=\"center\"/><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" R (
        "", "Một ") "</w:p><w:p>" R ("", "hai") "</w:p>" },
    "P 10pt | Một hai\n" },
  { "changes/deleted-paragraph",
    { P ("a") "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del "
              "w:id=\"2\"><w:r><w:delText>x"
              "</w:delText></w:r></w:del></w:p>" P ("b") },
    "P 10pt | a\nP 10pt | b\n" },
  { "changes/deleted-last-mark",
    { "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" R ("", "a") "</w:p>" },
    "P 10pt | a\n" },
  { "changes/old-properties",
    { "<w:p><w:pPr><w:pPrChange w:id=\"1\"><w:pPr><w:jc "
      "w:val=\"center\"/></w:pPr></w:pPrChange></w:pPr>" R (
          "<w:rPrChange w:id=\"2\"><w:rPr><w:b/></w:rPr></w:rPrChange>", "a") "</w:p>" },
    "P 10pt | a\n" },
  { "containers",
    { "<w:sdt><w:sdtContent>" P ("a") "</w:sdtContent></w:sdt><w:customXml>" P (
        "b") "</w:customXml><w:p><w:smartTag>" R ("", "c") "</"
                                                           "w:smartTag><w:sdt><w:"
                                                           "sdtContent>" R ("", "d") "</"
                                                                                     "w:sdtContent>"
                                                                                     "</w:sdt></"
                                                                                     "w:p>" },
    "P 10pt | a\nP 10pt | b\nP 10pt | cd\n" },
  { "contents-left-out",
    { "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of "
      "Contents\"/></w:docPartObj>"
      "</w:sdtPr><w:sdtContent>" P ("I. Mục") "</w:sdtContent></w:sdt>" P ("a") },
    "P 10pt | a\n" },
  { "text-box",
    { "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>"
      "<w:txbxContent>" P (
          "KHẨN") "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
                  "<mc:Fallback><w:pict><w:txbxContent>" P (
                      "KHẨN") "</w:txbxContent></w:pict>"
                              "</mc:Fallback></mc:AlternateContent><w:t>a</w:t></w:r></w:p>" },
    "P 10pt | a\nP 10pt | KHẨN\n" },
  { "field/page",
    { "<w:p>" R ("", "Trang ") "<w:fldSimple w:instr=\" PAGE \">" R ("",
                                                                     "3") "</w:fldSimple></w:p>" },
    "P 10pt | Trang \n" },
  { "field/complex",
    { "<w:p>" FIELD ("begin") "<w:r><w:instrText> REF x </w:instrText></w:r>" FIELD ("separate")
          R ("", "Điều 3") FIELD ("end") R ("", ".") "</w:p>" },
    "P 10pt | Điều 3.\n" },
  { "field/hyperlink",
    { "<w:p>" FIELD ("begin") "<w:r><w:instrText>HYPERLINK "
                              "\"https://a.vn/x\"</w:instrText></w:r>" FIELD ("separate")
                                  R ("", "ab") FIELD ("end") R ("", "c") "</w:p>" },
    "P 10pt | abc  {l0+2=https%3A//a.vn/x}\n" },
  { "field/contents",
    { "<w:p>" FIELD ("begin") "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" FIELD ("separate")
          R ("", "I. A 1") "</w:p><w:p>" R ("", "II. B 2") FIELD ("end") "</w:p>" P ("c") },
    "P 10pt | c\n" },
  { "field/broken",
    { "<w:p>" FIELD ("begin") "<w:r><w:instrText>REF</w:instrText></w:r></w:p>" P ("a") },
    "P 10pt | \nP 10pt | a\n" },
  { "link",
    { "<w:p><w:hyperlink r:id=\"L1\">" R ("", "a")
          R ("", "b") "</w:hyperlink><w:hyperlink r:id=\"L2\">" R ("", "c") "</w:hyperlink></w:p>",
      .links = "<Relationship Id=\"L1\" Type=\"" REL
               "hyperlink\" Target=\"http://x.vn\" TargetMode=\"External\"/>"
               "<Relationship Id=\"L2\" Type=\"" REL
               "hyperlink\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>" },
    "P 10pt | abc  {l0+2=http%3A//x.vn}\n" },
  { "notes",
    { "<w:p>" R ("", "a") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" R (
          "", "b") "<w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p>",
      .footnotes = "<w:footnote w:id=\"0\">" P (
          "x") "</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/>"
               "</w:r>" R ("", " chú ") R ("<w:b/>", "thích") "</w:p></w:footnote>",
      .endnotes = "<w:endnote w:id=\"1\">" P ("cuối") "</w:endnote>" },
    "P 10pt | a1bi  {n1+1=1 n3+1=i}\nNOTE 1\n  P 10pt | chú thích  {b4+5}\nNOTE i\n  P 10pt | "
    "cuối\n" },
  { "note/own-mark",
    { "<w:p>" R ("", "a") "<w:r><w:footnoteReference w:id=\"2\" w:customMarkFollows=\"1\"/>"
                          "<w:t>*</w:t></w:r></w:p>",
      .footnotes = "<w:footnote w:id=\"2\">" P ("b") "</w:footnote>" },
    "P 10pt | a*  {n1+1=%2A}\nNOTE *\n  P 10pt | b\n" },
  { "styles/inherited",
    { "<w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr>" R ("", "a")
          R ("<w:rStyle w:val=\"C\"/>", "b") "</w:p>",
      .styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz "
                "w:val=\"28\"/></w:rPr></w:rPrDefault></w:docDefaults>"
                "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name "
                "w:val=\"x\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
                "<w:rPr><w:b/></w:rPr></w:style>"
                "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"y\"/><w:basedOn "
                "w:val=\"A\"/><w:rPr><w:i/></w:rPr></w:style>"
                "<w:style w:type=\"character\" w:styleId=\"C\"><w:name "
                "w:val=\"z\"/><w:rPr><w:b/></w:rPr></w:style>" },
    "P C 14pt italic | ab  {b0+1 i0+2}\n" },
  { "styles/headings",
    { "<w:p><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr>" R (
          "", "a") "</w:p><w:p><w:pPr><w:pStyle w:val=\"v\"/></w:pPr>" R ("",
                                                                          "b") "</"
                                                                               "w:p><w:p><w:pPr><w:"
                                                                               "pStyle "
                                                                               "w:val=\"t\"/></"
                                                                               "w:pPr>" R (
                                                                                   "",
                                                                                   "mục "
                                                                                   "lục") "</w:p>",
      .styles =
          "<w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading "
          "1\"/></w:style>"
          "<w:style w:type=\"paragraph\" w:styleId=\"v\"><w:name w:val=\"Đầu đề 2\"/></w:style>"
          "<w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"toc 1\"/></w:style>" },
    "P h1 10pt | a\nP h2 10pt | b\n" },
  { "styles/ring",
    { "<w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr>" R ("", "a") "</w:p>",
      .styles = "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/><w:link "
                "w:val=\"A\"/></w:style>"
                "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn "
                "w:val=\"A\"/><w:rPr><w:b/></w:rPr></w:style>" },
    "P 10pt bold | a  {b0+1}\n" },
  { "numbers/levels",
    { NUM ("1", "0", "a") NUM ("1", "1", "b") NUM ("1", "1", "c") NUM ("1", "2", "d")
          NUM ("1", "0", "e") NUM ("1", "1", "f"),
      .numbering = ABSTRACT ("0",
                             LVL ("0", "upperRoman", "%1.", "") LVL ("1", "decimal", "%2.", "")
                                 LVL ("2", "decimal", "%2.%3)", "")) LIST ("1", "0", "") },
    "P 10pt list0:upperRoman | [I.] a\nP 10pt list1:decimal | [1.] b\nP 10pt list1:decimal | "
    "[2.] c\n"
    "P 10pt list2:decimal | [2.1)] d\nP 10pt list0:upperRoman | [II.] e\nP 10pt list1:decimal "
    "| [1.] f\n" },
  { "numbers/legal-and-restart",
    { NUM ("1", "0", "a") NUM ("1", "1", "b") NUM ("1", "0", "c") NUM ("1", "1", "d"),
      .numbering =
          ABSTRACT ("0",
                    LVL ("0", "upperRoman", "%1.", "")
                        LVL ("1", "lowerLetter", "%1.%2.", "<w:isLgl/><w:lvlRestart w:val=\"0\"/>"))
              LIST ("1", "0", "") },
    "P 10pt list0:upperRoman | [I.] a\nP 10pt list1:lowerLetter | [1.1.] b\nP 10pt "
    "list0:upperRoman | [II.] c\n"
    "P 10pt list1:lowerLetter | [2.2.] d\n" },
  { "numbers/lists-share-and-start-anew",
    { NUM ("1", "0", "a") NUM ("2", "0", "b") NUM ("3", "0", "c") NUM ("3", "0", "d"),
      .numbering =
          ABSTRACT ("0", LVL ("0", "decimal", "%1.", "")) LIST ("1", "0", "") LIST ("2", "0", "")
              LIST ("3",
                    "0",
                    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>") },
    "P 10pt list0:decimal | [1.] a\nP 10pt list0:decimal | [2.] b\nP 10pt list0:decimal | [5.] "
    "c\nP 10pt list0:decimal | [6.] d\n" },
  { "numbers/bullets",
    { NUM ("1", "0", "a") NUM ("1", "1", "b") NUM ("1", "2", "c") NUM ("1", "3", "d")
          NUM ("0", "0", "e"),
      .numbering = ABSTRACT (
          "0",
          LVL ("0", "bullet", "\xef\x82\xb7", "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>")
              LVL ("1", "bullet", "-", "") LVL (
                  "2", "bullet", "\xef\x83\x98", "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>")
                  LVL ("3", "none", "", "")) LIST ("1", "0", "") },
    "P 10pt list0:bullet | [•] a\nP 10pt list1:bullet | [-] b\nP 10pt list2:bullet | [➢] c\nP "
    "10pt list3:none | d\nP 10pt | e\n" },
  { "numbers/formats",
    { NUM ("1", "0", "a") NUM ("1", "1", "b") NUM ("1", "2", "c") NUM ("1", "3", "d"),
      .numbering = ABSTRACT ("0",
                             LVL ("0", "decimalZero", "%1", "") LVL ("1", "lowerRoman", "%2", "")
                                 LVL ("2", "ordinal", "%3", "") LVL ("3", "upperLetter", "%4", ""))
          LIST ("1", "0", "") },
    "P 10pt list0:decimalZero | [01] a\nP 10pt list1:lowerRoman | [i] b\nP 10pt list2:ordinal "
    "| [1st] c\nP 10pt list3:upperLetter | [A] d\n" },
  { "numbers/from-style",
    { "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr>" R ("", "a") "</w:p>" NUM ("1", "0", "b"),
      .styles = "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading "
                "1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
                "<w:ind w:left=\"200\"/></w:pPr></w:style>",
      .numbering =
          ABSTRACT ("0",
                    LVL ("0", "decimal", "%1", "<w:pPr><w:ind w:left=\"720\"/></w:pPr>") LVL (
                        "1",
                        "decimal",
                        "Điều %2.",
                        "<w:pStyle w:val=\"H\"/><w:pPr><w:ind w:left=\"400\"/></w:pPr>"))
              LIST ("1", "0", "") },
    "P h1 10pt ind=10+0 list1:decimal | [Điều 1.] a\nP 10pt ind=36+0 list0:decimal | [1] b\n" },
  { "numbers/deleted-do-not-count",
    { NUM ("1", "0", "a") "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del "
                          "w:id=\"1\"/></w:rPr></w:pPr></w:p>" NUM ("1", "0", "b"),
      .numbering = ABSTRACT ("0", LVL ("0", "decimal", "%1.", "")) LIST ("1", "0", "") },
    "P 10pt list0:decimal | [1.] a\nP 10pt list0:decimal | [2.] b\n" },
  { "numbers/ring",
    { NUM ("1", "0", "a"),
      .styles = "<w:style w:type=\"numbering\" w:styleId=\"N\"><w:pPr><w:numPr><w:numId "
                "w:val=\"1\"/></w:numPr></w:pPr></w:style>",
      .numbering = ABSTRACT ("0", "<w:numStyleLink w:val=\"N\"/>") LIST ("1", "0", "") },
    "P 10pt | a\n" },
  { "table/spans",
    { "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/><w:left "
      "w:val=\"single\"/><w:bottom w:val=\"single\"/><w:right w:val=\"single\"/>"
      "<w:insideH w:val=\"single\"/><w:insideV w:val=\"single\"/></w:tblBorders></w:tblPr>"
      "<w:tblGrid><w:gridCol w:w=\"200\"/><w:gridCol w:w=\"400\"/><w:gridCol "
      "w:w=\"600\"/></w:tblGrid>" ROW (
          "<w:trPr><w:tblHeader/></w:trPr>" CELL ("<w:vMerge w:val=\"restart\"/>", "a")
              CELL ("<w:gridSpan w:val=\"2\"/><w:shd w:fill=\"D9D9D9\"/>", "b"))
          ROW (CELL ("<w:vMerge/>", "") CELL ("", "c") CELL ("", "d"))
              ROW ("<w:trPr><w:del w:id=\"1\"/></w:trPr>" CELL ("", "x"))
                  ROW ("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL ("", "e")
                           CELL ("", "f")) "</w:tbl>" },
    "TABLE 3 rows x 3 columns bordered widths 10,20,30\n  ROW header\n    CELL 0 1x2\n      P "
    "10pt | a\n    CELL 1 2x1 shaded\n      P 10pt | b\n"
    "  ROW\n    CELL 1\n      P 10pt | c\n    CELL 2\n      P 10pt | d\n  ROW\n    CELL 1\n    "
    "  P 10pt | e\n    CELL 2\n      P 10pt | f\n" },
  { "table/layout-with-rule",
    { "<w:tbl>" ROW (CELL ("<w:tcBorders><w:bottom w:val=\"single\"/></w:tcBorders>", "a")
                         CELL ("", "b")) "</w:tbl>" },
    "TABLE 1 rows x 2 columns widths 0,0\n  ROW\n    CELL 0\n      P 10pt | a\n    CELL 1\n    "
    "  P 10pt | b\n" },
  { "table/style",
    { "<w:tbl><w:tblPr><w:tblStyle w:val=\"T\"/><w:tblLook w:val=\"0020\"/></w:tblPr>" ROW (
          CELL ("", "a") CELL ("", "b")) ROW (CELL ("", "c") CELL ("", "d")) "</w:tbl>",
      .styles = "<w:style w:type=\"table\" w:styleId=\"T\"><w:tblPr><w:tblBorders><w:top "
                "w:val=\"single\"/><w:left w:val=\"single\"/><w:bottom w:val=\"single\"/>"
                "<w:right w:val=\"single\"/><w:insideH w:val=\"single\"/><w:insideV "
                "w:val=\"single\"/></w:tblBorders></w:tblPr>"
                "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd "
                "w:fill=\"CCCCCC\"/></w:tcPr></w:tblStylePr></w:style>" },
    "TABLE 2 rows x 2 columns bordered widths 0,0\n  ROW\n    CELL 0 shaded\n      P 10pt bold "
    "| a  {b0+1}\n    CELL 1 shaded\n      P 10pt bold | b  {b0+1}\n"
    "  ROW\n    CELL 0\n      P 10pt | c\n    CELL 1\n      P 10pt | d\n" },
  { "table/nested",
    { "<w:tbl>" ROW (CELL ("", "a") "<w:tc>" P ("b") "<w:tbl>" ROW (
        CELL ("", "c") CELL ("", "d")) "</w:tbl>" P ("e") "</w:tc>") "</w:tbl>" },
    "TABLE 1 rows x 2 columns widths 0,0\n  ROW\n    CELL 0\n      P 10pt | a\n    CELL 1\n    "
    "  P 10pt | b\n      P 10pt | c\n      P 10pt | d\n      P 10pt | e\n" },
  { "table/frame",
    { "<w:tbl>" ROW ("<w:tc>" P ("a") "<w:tbl>" ROW (CELL ("", "c") CELL ("", "d")) "</w:tbl>" P (
        "e") "</w:tc>") "</w:tbl>" },
    "P 10pt | a\nTABLE 1 rows x 2 columns widths 0,0\n  ROW\n    CELL 0\n      P 10pt | c\n    "
    "CELL 1\n      P 10pt | d\nP 10pt | e\n" },
  { "table/absurd-span",
    { "<w:tbl><w:tblGrid><w:gridCol w:w=\"20\"/><w:gridCol w:w=\"20\"/></w:tblGrid>" ROW (
        CELL ("<w:gridSpan w:val=\"2000000\"/>", "a")) "</w:tbl>" },
    "TABLE 1 rows x 2 columns widths 1,1\n  ROW\n    CELL 0 2x1\n      P 10pt | a\nWARNING A "
    "table cell spans more columns than a table can have; it was cut.\n" },
  { "section/landscape",
    { "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"100\" "
      "w:h=\"200\"/></w:sectPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" P ("b") "<w:tbl>" ROW (
          CELL ("", "c")) "</w:tbl><w:sectPr><w:pgSz w:w=\"200\" w:h=\"100\" "
                          "w:orient=\"landscape\"/></w:sectPr>" },
    "P 10pt | a\nP 10pt break | b\nTABLE 1 rows x 1 columns landscape widths 0\n  ROW\n    "
    "CELL 0\n      P 10pt | c\n" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = docx_read_parts (&c->parts, &error);
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  dump = td_source_document_dump (document);
  g_assert_cmpstr (dump, ==, c->dump);
}

static void
test_strict (void)
{
  g_autoptr (TdZipWriter) zip = td_zip_writer_new ();
  const char *package =
      "<Relationships><Relationship Id=\"a\" "
      "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
      "Target=\"doc/main.xml\"/></Relationships>";
  const char *body = "<x:document "
                     "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/"
                     "main\"><x:body><x:p><x:pPr><x:ind x:start=\"1in\"/>"
                     "</x:pPr><x:r><x:t>a</x:t></x:r></x:p></x:body></x:document>";
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TdSourceDocument) document = NULL;
  g_autofree char *dump = NULL;

  td_zip_writer_add (zip, "_rels/.rels", package, strlen (package));
  td_zip_writer_add (zip, "doc/main.xml", body, strlen (body));
  bytes = td_zip_writer_finish (zip, NULL);
  document = td_docx_read (bytes, "test.docx", NULL, &error);
  g_assert_no_error (error);
  dump = td_source_document_dump (document);
  g_assert_cmpstr (dump, ==, "P 10pt ind=72+0 | a\n");
}

static void
test_corpus (void)
{
  const char *folder = g_getenv ("TD_CORPUS");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("TD_CORPUS is not set");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (TdSourceDocument) document = NULL;
      char *data;
      gsize size;

      if (!g_str_has_suffix (name, ".docx"))
        continue;
      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      bytes = g_bytes_new_take (data, size);
      document = td_docx_read (bytes, name, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (document->items->len, >, 40);
      g_assert_cmpuint (document->warnings->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/docx-reader/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/docx-reader/strict", test_strict);
  g_test_add_func ("/docx-reader/corpus", test_corpus);

  return g_test_run ();
}
