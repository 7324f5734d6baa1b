/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every number of the style "nd30", once: member of TdStyle, rule id, place in Annex I of Decree
 * 30/2020/NĐ-CP ("" for a rule of the house), default, legal minimum, legal maximum, unit, words.
 * A member without a unit is a share, a factor, a count, or 0 for no and 1 for yes. */
/* clang-format off */
#define TD_STYLE_FIELDS(X) \
  X (page_width_mm, "nd30-page-width", "I.1", 210, 210, 210, "mm", "width of the paper") \
  X (page_height_mm, "nd30-page-height", "I.1", 297, 297, 297, "mm", "height of the paper") \
  X (margin_top_mm, "nd30-margin-top", "I.3", 20, 20, 25, "mm", "distance from the upper edge") \
  X (margin_bottom_mm, "nd30-margin-bottom", "I.3", 20, 20, 25, "mm", "distance from the lower edge") \
  X (margin_left_mm, "nd30-margin-left", "I.3", 30, 30, 35, "mm", "distance from the left edge") \
  X (margin_right_mm, "nd30-margin-right", "I.3", 15, 15, 20, "mm", "distance from the right edge") \
  X (page_number_pt, "nd30-page-number-size", "I.7", 14, 13, 14, "pt", "size of page numbers") \
  X (page_number_first, "nd30-page-number-first", "I.7", 0, 0, 0, "", "whether the first page shows its number") \
  X (page_number_center, "nd30-page-number-center", "I.7", 0.5, 0.5, 0.5, "", "where across the text the page number stands") \
  X (page_number_height, "nd30-page-number-height", "I.7", 0.65, 0.3, 0.9, "", "where in the top margin the page number stands") \
  X (page_number_start, "nd30-page-number-start", "I.7", 1, 1, 1, "", "number of the first page") \
  X (page_number_bold, "nd30-page-number-upright", "I.7", 0, 0, 0, "", "whether page numbers are bold") \
  X (nation_pt, "nd30-nation-size", "II.1.a", 12, 12, 13, "pt", "size of the national name") \
  X (nation_bold, "nd30-nation-bold", "II.1.a", 1, 1, 1, "", "whether the national name is bold") \
  X (nation_start, "nd30-nation-position", "II.1.a", 0.52, 0.44, 0.54, "", "where across the text the right cell starts") \
  X (nation_end, "nd30-nation-end", "IV", 0.98, 0.96, 1, "", "where across the text the right cell ends") \
  X (motto_pt, "nd30-motto-size", "II.1.b", 13, 13, 14, "pt", "size of the motto") \
  X (motto_bold, "nd30-motto-bold", "II.1.b", 1, 1, 1, "", "whether the motto is bold") \
  X (motto_rule, "nd30-motto-rule", "II.1.b", 1, 1, 1, "", "length of the line under the motto as a share of its text") \
  X (header_line, "nd30-header-line", "II.1.c", 1, 1, 1, "", "line spacing of the header") \
  X (parent_pt, "nd30-parent-size", "II.2.b", 12, 12, 13, "pt", "size of the superior agency's name") \
  X (parent_bold, "nd30-parent-regular", "II.2.b", 0, 0, 0, "", "whether the superior agency's name is bold") \
  X (agency_pt, "nd30-agency-size", "II.2.b", 12, 12, 13, "pt", "size of the issuing agency's name") \
  X (agency_bold, "nd30-agency-bold", "II.2.b", 1, 1, 1, "", "whether the issuing agency's name is bold") \
  X (agency_rule, "nd30-agency-rule", "II.2.b", 0.4, 0.333, 0.5, "", "length of the line under the agency as a share of its text") \
  X (agency_start, "nd30-agency-position", "IV", 0.01, 0, 0.04, "", "where across the text the left cell starts") \
  X (agency_end, "td-agency-end", "", 0.44, 0.4, 0.5, "", "where across the text the left cell ends") \
  X (header_overhang_mm, "td-header-overhang", "", 4, 0, 4, "mm", "how far the header may reach past the margins") \
  X (number_pt, "nd30-number-size", "II.3.c", 13, 13, 13, "pt", "size of number and symbol") \
  X (number_italic, "nd30-number-upright", "II.3.c", 0, 0, 0, "", "whether number and symbol are italic") \
  X (date_pt, "nd30-date-size", "II.4.c", 14, 13, 14, "pt", "size of place and date") \
  X (date_minimum_pt, "nd30-date-minimum", "II.4.c", 13, 13, 14, "pt", "size of place and date in a narrow cell") \
  X (date_italic, "nd30-date-italic", "II.4.c", 1, 1, 1, "", "whether place and date are italic") \
  X (kind_pt, "nd30-kind-size", "II.5.b", 14, 13, 14, "pt", "size of the kind of document") \
  X (kind_bold, "nd30-kind-bold", "II.5.b", 1, 1, 1, "", "whether the kind of document is bold") \
  X (title_pt, "nd30-title-size", "II.5.b", 14, 13, 14, "pt", "size of the title") \
  X (title_bold, "nd30-title-bold", "II.5.b", 1, 1, 1, "", "whether the title is bold") \
  X (title_rule, "nd30-title-rule", "II.5.b", 0.4, 0.333, 0.5, "", "length of the line under the title as a share of its text") \
  X (subject_pt, "nd30-subject-size", "II.5.b", 12, 12, 13, "pt", "size of a letter's subject") \
  X (subject_gap_pt, "nd30-subject-gap", "II.5.b", 6, 6, 6, "pt", "distance of a letter's subject from its number") \
  X (addressee_pt, "nd30-addressee-size", "II.9.d", 14, 13, 14, "pt", "size of the addressees") \
  X (addressee_start, "nd30-addressee-position", "IV", 0.2, 0.1, 0.45, "", "where across the text the addressees start") \
  X (body_pt, "nd30-body-size", "II.6.e", 14, 13, 14, "pt", "size of the text") \
  X (body_indent_mm, "nd30-body-indent", "II.6.e", 12.7, 10, 12.7, "mm", "indent of the first line") \
  X (body_space_pt, "nd30-body-space", "II.6.e", 6, 6, 12, "pt", "distance between paragraphs") \
  X (body_line, "nd30-body-line", "II.6.e", 1.05, 1, 1.5, "", "line spacing") \
  X (body_justify, "nd30-body-justify", "II.6.e", 1, 1, 1, "", "whether both edges of the text are straight") \
  X (body_italic, "nd30-body-upright", "II.6.e", 0, 0, 0, "", "whether the text is italic") \
  X (basis_pt, "nd30-basis-size", "II.6.a", 14, 13, 14, "pt", "size of the legal bases") \
  X (basis_italic, "nd30-basis-italic", "II.6.a", 1, 1, 1, "", "whether legal bases are italic") \
  X (chapter_pt, "nd30-chapter-size", "II.6.dd", 14, 13, 14, "pt", "size of parts and chapters") \
  X (chapter_bold, "nd30-chapter-bold", "II.6.dd", 1, 1, 1, "", "whether parts and chapters are bold") \
  X (section_pt, "nd30-section-size", "V.6.b", 14, 13, 14, "pt", "size of section headings") \
  X (section_bold, "nd30-section-bold", "V.6.b", 1, 1, 1, "", "whether section headings are bold") \
  X (item_pt, "nd30-item-size", "V.6.b", 14, 13, 14, "pt", "size of item headings") \
  X (item_bold, "nd30-item-bold", "V.6.b", 1, 1, 1, "", "whether item headings are bold") \
  X (point_pt, "nd30-point-size", "V.6.b", 14, 13, 14, "pt", "size of points") \
  X (signer_title_pt, "nd30-signer-title-size", "II.7.dd", 14, 13, 14, "pt", "size of the signer's office") \
  X (signer_title_bold, "nd30-signer-title-bold", "II.7.dd", 1, 1, 1, "", "whether the signer's office is bold") \
  X (signer_name_pt, "nd30-signer-name-size", "II.7.dd", 14, 13, 14, "pt", "size of the signer's name") \
  X (signer_name_bold, "nd30-signer-name-bold", "II.7.dd", 1, 1, 1, "", "whether the signer's name is bold") \
  X (signer_start, "nd30-signer-position", "IV", 0.5, 0.44, 0.56, "", "where across the text the signature starts") \
  X (signature_space_mm, "td-signature-space", "", 25, 18, 40, "mm", "room for the signature") \
  X (recipients_label_pt, "nd30-recipients-label-size", "II.9.d", 12, 12, 12, "pt", "size of the words before the recipients") \
  X (recipients_label_bold, "nd30-recipients-label-bold", "II.9.d", 1, 1, 1, "", "whether the words before the recipients are bold") \
  X (recipients_label_italic, "nd30-recipients-label-italic", "II.9.d", 1, 1, 1, "", "whether the words before the recipients are italic") \
  X (recipients_pt, "nd30-recipients-size", "II.9.d", 11, 11, 11, "pt", "size of the recipients") \
  X (recipients_bold, "nd30-recipients-upright", "II.9.d", 0, 0, 0, "", "whether the recipients are bold") \
  X (drafter_pt, "nd30-drafter-size", "III.3", 11, 11, 11, "pt", "size of the drafter's sign") \
  X (urgency_pt, "nd30-urgency-size", "III.2.b", 13, 13, 14, "pt", "size of the urgency stamp") \
  X (urgency_bold, "nd30-urgency-bold", "III.2.b", 1, 1, 1, "", "whether the urgency stamp is bold") \
  X (urgency_height_mm, "nd30-urgency-height", "III.2.b", 8, 8, 8, "mm", "height of the urgency stamp") \
  X (urgent_width_mm, "nd30-urgent-width", "III.2.b", 20, 20, 20, "mm", "width of the stamp for urgent") \
  X (very_urgent_width_mm, "nd30-very-urgent-width", "III.2.b", 40, 40, 40, "mm", "width of the stamp for very urgent") \
  X (express_width_mm, "nd30-express-width", "III.2.b", 30, 30, 30, "mm", "width of the stamp for express") \
  X (circulation_pt, "nd30-circulation-size", "III.2.c", 13, 13, 14, "pt", "size of the circulation stamp") \
  X (circulation_bold, "nd30-circulation-bold", "III.2.c", 1, 1, 1, "", "whether the circulation stamp is bold") \
  X (contact_pt, "nd30-contact-size", "III.4", 11, 11, 12, "pt", "size of the address at the foot") \
  X (annex_label_pt, "nd30-annex-label-size", "III.1.b", 14, 14, 14, "pt", "size of an annex's number") \
  X (annex_label_bold, "nd30-annex-label-bold", "III.1.b", 1, 1, 1, "", "whether an annex's number is bold") \
  X (annex_title_pt, "nd30-annex-title-size", "III.1.b", 14, 13, 14, "pt", "size of an annex's title") \
  X (annex_title_bold, "nd30-annex-title-bold", "III.1.b", 1, 1, 1, "", "whether an annex's title is bold") \
  X (annex_reference_pt, "nd30-annex-reference-size", "III.1.c", 14, 13, 14, "pt", "size of an annex's reference") \
  X (annex_reference_italic, "nd30-annex-reference-italic", "III.1.c", 1, 1, 1, "", "whether an annex's reference is italic") \
  X (annex_number_start, "nd30-annex-number-start", "III.1.dd", 1, 1, 1, "", "number of an annex's first page") \
  X (annex_rule, "td-annex-rule", "", 0.4, 0.333, 0.5, "", "length of the line under an annex's head as a share of its text") \
  X (table_pt, "td-table-size", "", 12, 10, 14, "pt", "size of the text in tables") \
  X (table_line, "td-table-line", "", 1, 1, 1.5, "", "line spacing in tables") \
  X (table_padding_mm, "td-table-padding", "", 1.3, 0.5, 3, "mm", "distance of a cell's text from its border") \
  X (table_border_pt, "td-table-border", "", 0.5, 0.25, 1, "pt", "thickness of a table's lines") \
  X (footnote_pt, "td-footnote-size", "", 11, 9, 12, "pt", "size of footnotes") \
  X (widow_lines, "td-widow-lines", "", 2, 1, 4, "", "lines of a paragraph that may start a page") \
  X (orphan_lines, "td-orphan-lines", "", 2, 1, 4, "", "lines of a paragraph that may end a page") \
  X (signature_keep_lines, "td-signature-keep", "", 2, 2, 6, "", "lines of text that stay with the signature") \
  X (rule_width_pt, "td-rule-width", "", 0.75, 0.4, 1, "pt", "thickness of the lines of the header")
/* clang-format on */
