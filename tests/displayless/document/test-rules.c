/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "pdf-probe.h"
#include "sample-plans.h"

/* The rules of Annex I, measured in the file as it is printed, on five plans and a letter. Each
 * rule of the style names its bounds; a style outside them must make the measurement fail. */
#define MM(points) ((points) *25.4 / 72)
#define NATION "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define AGENCY "SỞ GIÁO DỤC VÀ ĐÀO TẠO"

/* Of the font: what one line takes at single spacing. */
#define SINGLE_LINE 1.149

typedef struct Rule Rule;
typedef double (*Measure) (PdfProbe *probe, const Rule *rule);

struct Rule
{
  const char *id;
  Measure measure;
  const char *needle;
  double tolerance;
  double mutated; /* a value outside the bounds; 0 is chosen by the bounds */
  int plan;       /* the only one that has it, or -1 */
};

#define NOT_FOUND (-1000.0)

static double
measure_size (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find (probe, -1, rule->needle, &text) ? text.size : NOT_FOUND;
}

static double
measure_size_last (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find_last (probe, rule->needle, &text) ? text.size : NOT_FOUND;
}

static double
measure_bold (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find (probe, -1, rule->needle, &text) ? text.bold : NOT_FOUND;
}

static double
measure_bold_last (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find_last (probe, rule->needle, &text) ? text.bold : NOT_FOUND;
}

static double
measure_italic (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find (probe, -1, rule->needle, &text) ? text.italic : NOT_FOUND;
}

static double
measure_page_width (PdfProbe *probe, const Rule *rule)
{
  double width, height;

  pdf_probe_page_size (probe, 0, &width, &height);
  return MM (width);
}

static double
measure_page_height (PdfProbe *probe, const Rule *rule)
{
  double width, height;

  pdf_probe_page_size (probe, 0, &width, &height);
  return MM (height);
}

/* Edges of the running text: the paragraph that all samples share. */
static gboolean
body_edges (PdfProbe *probe, double *left, double *right)
{
  ProbeText text;
  g_autoptr (GArray) lines = NULL;

  if (!pdf_probe_find (probe, 0, "Căn cứ kế hoạch", &text) &&
      !pdf_probe_find (probe, 0, "Để tổng hợp", &text))
    return FALSE;
  lines = pdf_probe_lines (probe, 0);
  *left = G_MAXDOUBLE;
  *right = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const ProbeText *line = &g_array_index (lines, ProbeText, i);

      if (line->y0 < text.y0 - 2)
        continue;
      *left = MIN (*left, line->x0);
      *right = MAX (*right, line->x1);
    }
  return TRUE;
}

static double
measure_margin_left (PdfProbe *probe, const Rule *rule)
{
  double left, right;

  return body_edges (probe, &left, &right) ? MM (left) : NOT_FOUND;
}

/* The trailing space of a line is not seen: the right edge is that of the letters. */
static double
measure_margin_right (PdfProbe *probe, const Rule *rule)
{
  ProbeText first, text;
  double width, height;

  pdf_probe_page_size (probe, 0, &width, &height);
  if (!pdf_probe_find (probe, 0, "Sở Giáo dục và Đào tạo ban hành", &first) ||
      !pdf_probe_find (probe, 0, "cải cách hành\nchính năm 2026 với", &text))
    return NOT_FOUND;
  (void) first;
  {
    g_autoptr (GArray) lines = pdf_probe_lines (probe, 0);

    for (guint i = 0; i < lines->len; i++)
      {
        const ProbeText *line = &g_array_index (lines, ProbeText, i);

        if (fabs (line->y1 - first.y1) < 2)
          return MM (width - line->x1);
      }
  }
  return NOT_FOUND;
}

/* The first line of running text on page 2, without the leading above its letters. */
static double
measure_margin_top (PdfProbe *probe, const Rule *rule)
{
  g_autoptr (GArray) lines = NULL;
  double top = G_MAXDOUBLE;

  if (probe->n_pages < 2)
    return NOT_FOUND;
  lines = pdf_probe_lines (probe, 1);
  for (guint i = 0; i < lines->len; i++)
    {
      const ProbeText *line = &g_array_index (lines, ProbeText, i);

      if (line->x1 - line->x0 > 40)
        top = MIN (top, line->y0);
    }
  return top < G_MAXDOUBLE ? MM (top) : NOT_FOUND;
}

static double
measure_margin_bottom (PdfProbe *probe, const Rule *rule)
{
  double least = G_MAXDOUBLE;

  for (int page = 0; page < probe->n_pages; page++)
    {
      g_autoptr (GArray) lines = pdf_probe_lines (probe, page);
      double width, height;

      pdf_probe_page_size (probe, page, &width, &height);
      for (guint i = 0; i < lines->len; i++)
        least = MIN (least, height - g_array_index (lines, ProbeText, i).y1);
    }
  /* a page that is not quite full is no fault: the bound is a least distance */
  return MIN (MM (least), 25);
}

static gboolean
page_number (PdfProbe *probe, int page, ProbeText *number)
{
  g_autoptr (GArray) lines = NULL;

  if (page >= probe->n_pages)
    return FALSE;
  lines = pdf_probe_lines (probe, page);
  for (guint i = 0; i < lines->len; i++)
    {
      *number = g_array_index (lines, ProbeText, i);
      if (number->y1 < 19 * 72 / 25.4 && number->x1 - number->x0 < 20)
        return TRUE;
    }
  return FALSE;
}

static double
measure_number_size (PdfProbe *probe, const Rule *rule)
{
  ProbeText number;

  return page_number (probe, 1, &number) ? number.size : NOT_FOUND;
}

static double
measure_number_bold (PdfProbe *probe, const Rule *rule)
{
  ProbeText number;

  return page_number (probe, 1, &number) ? number.bold || number.italic : NOT_FOUND;
}

static double
measure_number_first (PdfProbe *probe, const Rule *rule)
{
  ProbeText number;

  return page_number (probe, 0, &number);
}

static double
measure_number_center (PdfProbe *probe, const Rule *rule)
{
  ProbeText number;
  double left, right;

  if (!page_number (probe, 1, &number) || !body_edges (probe, &left, &right))
    return NOT_FOUND;
  return ((number.x0 + number.x1) / 2 - left) / (right - left);
}

static double
measure_number_height (PdfProbe *probe, const Rule *rule)
{
  ProbeText number;

  return page_number (probe, 1, &number) ? MM ((number.y0 + number.y1) / 2) / 20 : NOT_FOUND;
}

static double
measure_number_start (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;
  int page = 1;

  if (g_str_equal (rule->id, "nd30-annex-number-start"))
    page = pdf_probe_find (probe, -1, "(Kèm theo", &text) ? text.page + 1 : probe->n_pages;
  for (int n = 2; n < 9; n++)
    {
      g_autofree char *wanted = g_strdup_printf ("%d", n);
      ProbeText number;

      if (page_number (probe, page, &number) && pdf_probe_find (probe, page, wanted, &text) &&
          fabs (text.y1 - number.y1) < 1 && fabs (text.x0 - number.x0) < 1)
        return n - 1;
    }
  return NOT_FOUND;
}

static double
share (PdfProbe *probe, double x)
{
  double left, right;

  return body_edges (probe, &left, &right) ? (x - left) / (right - left) : NOT_FOUND;
}

static double
measure_start_share (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find (probe, 0, rule->needle, &text) ? share (probe, text.x0) : NOT_FOUND;
}

static double
measure_end_share (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  return pdf_probe_find (probe, 0, rule->needle, &text) ? share (probe, text.x1) : NOT_FOUND;
}

/* The cell's left edge, from the axis of what is centred in it; its right edge is the text's. */
static double
measure_signer_start (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  if (!pdf_probe_find_last (probe, "KT. GIÁM ĐỐC", &text))
    return NOT_FOUND;
  return 2 * share (probe, (text.x0 + text.x1) / 2) - 1;
}

static double
measure_rule (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  if (!pdf_probe_find (probe, 0, rule->needle, &text))
    return NOT_FOUND;
  return pdf_probe_rule_below (probe, &text, 7) / (text.x1 - text.x0);
}

static double
measure_header_line (PdfProbe *probe, const Rule *rule)
{
  ProbeText nation, motto;

  if (!pdf_probe_find (probe, 0, NATION, &nation) || !pdf_probe_find (probe, 0, MOTTO, &motto))
    return NOT_FOUND;
  return (motto.y1 - nation.y1) / (motto.size * SINGLE_LINE);
}

static double
measure_subject_gap (PdfProbe *probe, const Rule *rule)
{
  ProbeText number, subject;

  if (!pdf_probe_find (probe, 0, "Số:", &number) || !pdf_probe_find (probe, 0, "V/v", &subject))
    return NOT_FOUND;
  return subject.y1 - number.y1 - subject.size * SINGLE_LINE;
}

static gboolean
body_line (PdfProbe *probe, const char *needle, ProbeText *text)
{
  return pdf_probe_find (probe, 0, needle, text);
}

static double
measure_indent (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;
  double left, right;

  if (!body_line (probe, "Sở Giáo dục và Đào tạo ban hành", &text) ||
      !body_edges (probe, &left, &right))
    return NOT_FOUND;
  return MM (text.x0 - left);
}

static double
line_pitch (PdfProbe *probe)
{
  ProbeText first, second;

  if (!body_line (probe, "Sở Giáo dục và Đào tạo ban hành", &first) ||
      !body_line (probe, "năm 2026 với các", &second))
    return NOT_FOUND;
  return second.y1 - first.y1;
}

static double
measure_line (PdfProbe *probe, const Rule *rule)
{
  double pitch = line_pitch (probe);

  return pitch > 0 ? pitch / (14 * SINGLE_LINE) : NOT_FOUND;
}

static double
measure_space (PdfProbe *probe, const Rule *rule)
{
  ProbeText last, next;

  if (!body_line (probe, "trực thuộc.", &last) ||
      !body_line (probe, "Sở Giáo dục và Đào tạo ban hành", &next))
    return NOT_FOUND;
  return next.y1 - last.y1 - line_pitch (probe);
}

/* Of justified lines many end at one place, of ragged ones hardly two. */
static double
measure_justify (PdfProbe *probe, const Rule *rule)
{
  g_autoptr (GArray) lines = NULL;
  double left, right;
  ProbeText text;
  guint n_full = 0;

  /* a letter of three lines has too few */
  if (!pdf_probe_find (probe, 0, "Căn cứ kế hoạch", &text) || !body_edges (probe, &left, &right))
    return NOT_FOUND;
  lines = pdf_probe_lines (probe, 0);
  for (guint i = 0; i < lines->len; i++)
    n_full += right - g_array_index (lines, ProbeText, i).x1 < 0.5 ? 1 : 0;
  return n_full * 5 > lines->len;
}

/* The left cell's edge, from the axis of what is centred in it. */
static double
measure_agency_start (PdfProbe *probe, const Rule *rule)
{
  ProbeText text;

  if (!pdf_probe_find (probe, 0, AGENCY, &text))
    return NOT_FOUND;
  return 2 * share (probe, (text.x0 + text.x1) / 2) - td_style_nd30 ()->agency_end;
}

static double
measure_box_width (PdfProbe *probe, const Rule *rule)
{
  double width, height;

  if (rule->plan < 0)
    return NOT_FOUND;
  return pdf_probe_red_box (probe, 0, &width, &height) ? MM (width) : NOT_FOUND;
}

static double
measure_box_height (PdfProbe *probe, const Rule *rule)
{
  double width, height;

  return pdf_probe_red_box (probe, 0, &width, &height) ? MM (height) : NOT_FOUND;
}

static const Rule rules[] = {
  { "nd30-page-width", measure_page_width, NULL, 0.2, 216, -1 },
  { "nd30-page-height", measure_page_height, NULL, 0.2, 279, -1 },
  { "nd30-margin-top", measure_margin_top, NULL, 0.8, 30, -1 },
  { "nd30-margin-bottom", measure_margin_bottom, NULL, 0.3, 8, -1 },
  { "nd30-margin-left", measure_margin_left, NULL, 0.5, 25, -1 },
  { "nd30-margin-right", measure_margin_right, NULL, 1.5, 10, -1 },
  { "nd30-page-number-size", measure_number_size, NULL, 0.1, 11, -1 },
  { "nd30-page-number-first", measure_number_first, NULL, 0, 1, -1 },
  { "nd30-page-number-center", measure_number_center, NULL, 0.01, 0.9, -1 },
  { "nd30-page-number-height", measure_number_height, NULL, 0.05, 0.12, -1 },
  { "nd30-page-number-start", measure_number_start, NULL, 0, 3, -1 },
  { "nd30-page-number-upright", measure_number_bold, NULL, 0, 1, -1 },
  { "nd30-nation-size", measure_size, NATION, 0.1, 15, -1 },
  { "nd30-nation-bold", measure_bold, NATION, 0, 0, -1 },
  { "nd30-nation-position", measure_start_share, NATION, 0.01, 0.1, -1 },
  { "nd30-nation-end", measure_end_share, NATION, 0.03, 1.3, -1 },
  { "nd30-motto-size", measure_size, MOTTO, 0.1, 11, -1 },
  { "nd30-motto-bold", measure_bold, MOTTO, 0, 0, -1 },
  { "nd30-motto-rule", measure_rule, MOTTO, 0.03, 0.5, -1 },
  { "nd30-header-line", measure_header_line, NULL, 0.08, 1.6, -1 },
  { "nd30-parent-size", measure_size, "TỈNH", 0.1, 14, 0 },
  { "nd30-parent-regular", measure_bold, "UBND", 0, 1, -1 },
  { "nd30-agency-size", measure_size, AGENCY, 0.1, 14, -1 },
  { "nd30-agency-bold", measure_bold, AGENCY, 0, 0, -1 },
  { "nd30-agency-rule", measure_rule, AGENCY, 0.02, 0.9, -1 },
  { "nd30-agency-position", measure_agency_start, NULL, 0.03, 0.09, 3 },
  { "nd30-number-size", measure_size, "Số:", 0.1, 14, -1 },
  { "nd30-number-upright", measure_italic, "Số:", 0, 1, -1 },
  { "nd30-date-size", measure_size, ", ngày", 0.1, 15, 0 },
  { "nd30-date-minimum", measure_size, ", ngày", 0.1, 11, 1 },
  { "nd30-date-italic", measure_italic, ", ngày", 0, 0, -1 },
  { "nd30-kind-size", measure_size, "KẾ HOẠCH", 0.1, 16, -1 },
  { "nd30-kind-bold", measure_bold, "KẾ HOẠCH", 0, 0, -1 },
  { "nd30-title-size", measure_size, "Cải cách hành chính năm 2026", 0.1, 12, -1 },
  { "nd30-title-bold", measure_bold, "Cải cách hành chính năm 2026", 0, 0, -1 },
  { "nd30-title-rule", measure_rule, "Cải cách hành chính năm 2026\n", 0.04, 1, 2 },
  { "nd30-subject-size", measure_size, "V/v", 0.1, 14, 5 },
  { "nd30-subject-gap", measure_subject_gap, NULL, 0.6, 14, 5 },
  { "nd30-addressee-size", measure_size, "Kính gửi", 0.1, 12, 5 },
  { "nd30-addressee-position", measure_start_share, "Kính gửi", 0.02, 0.7, 5 },
  { "nd30-body-size", measure_size, "Sở Giáo dục và Đào tạo ban hành", 0.1, 12, -1 },
  { "nd30-body-indent", measure_indent, NULL, 0.3, 20, -1 },
  { "nd30-body-space", measure_space, NULL, 0.3, 2, -1 },
  { "nd30-body-line", measure_line, NULL, 0.02, 1.8, -1 },
  { "nd30-body-justify", measure_justify, NULL, 0, 0, -1 },
  { "nd30-body-upright", measure_italic, "Sở Giáo dục và Đào tạo ban hành", 0, 1, -1 },
  { "nd30-basis-size", measure_size, "Căn cứ", 0.1, 12, -1 },
  { "nd30-basis-italic", measure_italic, "Căn cứ", 0, 0, -1 },
  { "nd30-chapter-size", measure_size, "Phần I", 0.1, 16, 4 },
  { "nd30-chapter-bold", measure_bold, "Phần I", 0, 0, 4 },
  { "nd30-section-size", measure_size, "I. ", 0.1, 12, -1 },
  { "nd30-section-bold", measure_bold, "I. ", 0, 0, -1 },
  { "nd30-item-size", measure_size, "1. Công tác", 0.1, 12, -1 },
  { "nd30-item-bold", measure_bold, "1. Công tác", 0, 0, -1 },
  { "nd30-point-size", measure_size, "b) Rà soát", 0.1, 12, 2 },
  { "nd30-signer-title-size", measure_size_last, "KT. GIÁM ĐỐC", 0.1, 12, -1 },
  { "nd30-signer-title-bold", measure_bold_last, "KT. GIÁM ĐỐC", 0, 0, -1 },
  { "nd30-signer-name-size", measure_size_last, "Lê Thị Minh An", 0.1, 12, -1 },
  { "nd30-signer-name-bold", measure_bold_last, "Lê Thị Minh An", 0, 0, -1 },
  { "nd30-signer-position", measure_signer_start, NULL, 0.01, 0.1, -1 },
  { "nd30-recipients-label-size", measure_size_last, "Nơi nhận:", 0.1, 14, -1 },
  { "nd30-recipients-label-bold", measure_bold_last, "Nơi nhận:", 0, 0, -1 },
  { "nd30-recipients-label-italic", measure_italic, "Nơi nhận:", 0, 0, -1 },
  { "nd30-recipients-size", measure_size_last, "- Lưu:", 0.1, 13, -1 },
  { "nd30-recipients-upright", measure_bold_last, "- Lưu:", 0, 1, -1 },
  { "nd30-drafter-size", measure_size, "LA.(25)", 0.1, 13, 0 },
  { "nd30-urgency-size", measure_size, "KHẨN", 0.1, 11, 1 },
  { "nd30-urgency-bold", measure_bold, "KHẨN", 0, 0, 1 },
  { "nd30-urgency-height", measure_box_height, NULL, 0.5, 12, 1 },
  { "nd30-urgent-width", measure_box_width, NULL, 0.5, 26, 1 },
  { "nd30-very-urgent-width", measure_box_width, NULL, 0.5, 50, 4 },
  { "nd30-express-width", measure_box_width, NULL, 0.5, 22, 2 },
  { "nd30-circulation-size", measure_size, "LƯU HÀNH", 0.1, 11, 3 },
  { "nd30-circulation-bold", measure_bold, "LƯU HÀNH", 0, 0, 3 },
  { "nd30-contact-size", measure_size, "đường Bờ Kè", 0.1, 14, 4 },
  { "nd30-annex-label-size", measure_size_last, "Phụ lục", 0.1, 12, -1 },
  { "nd30-annex-label-bold", measure_bold_last, "Phụ lục", 0, 0, -1 },
  { "nd30-annex-title-size", measure_size, "DANH MỤC", 0.1, 12, 2 },
  { "nd30-annex-title-bold", measure_bold, "DANH MỤC", 0, 0, 2 },
  { "nd30-annex-reference-size", measure_size, "(Kèm theo", 0.1, 12, -1 },
  { "nd30-annex-reference-italic", measure_italic, "(Kèm theo", 0, 0, -1 },
  { "nd30-annex-number-start", measure_number_start, NULL, 0, 4, 0 },
};

static gboolean
within (const Rule *rule, double value)
{
  const TdStyleRule *bounds = td_style_find_rule (rule->id);

  return value >= bounds->minimum - rule->tolerance - 1e-6 &&
         value <= bounds->maximum + rule->tolerance + 1e-6;
}

static PdfProbe *probes[N_SAMPLES];

static PdfProbe *
sample_probe (int plan)
{
  if (probes[plan] == NULL)
    {
      g_autoptr (TdBlock) block = sample_plan_new (plan);

      probes[plan] = pdf_probe_new (block, td_style_nd30 ());
    }
  return probes[plan];
}

/* Needles may be missing in a plan: the rule must hold wherever it applies, and apply somewhere. */
static void
test_rule_holds (gconstpointer data)
{
  const Rule *rule = data;
  guint measured = 0;

  for (int plan = 0; plan < N_SAMPLES; plan++)
    {
      double value;

      if (rule->plan >= 0 && rule->plan != plan)
        continue;
      value = rule->measure (sample_probe (plan), rule);
      if (value == NOT_FOUND)
        continue;
      measured++;
      if (!within (rule, value))
        {
          g_test_message ("%s on plan %d measures %g", rule->id, plan, value);
          g_test_fail ();
        }
    }
  g_assert_cmpuint (measured, >, 0);
}

static int
first_plan (const Rule *rule)
{
  if (rule->plan >= 0)
    return rule->plan;
  for (int plan = 0; plan < N_SAMPLES; plan++)
    if (rule->measure (sample_probe (plan), rule) != NOT_FOUND)
      return plan;
  return 0;
}

static void
test_rule_fails (gconstpointer data)
{
  const Rule *rule = data;
  const TdStyleRule *bounds = td_style_find_rule (rule->id);
  g_autofree TdStyle *style = td_style_copy (td_style_nd30 ());
  g_autoptr (TdBlock) block = sample_plan_new (first_plan (rule));
  g_autoptr (GPtrArray) violations = NULL;
  g_autoptr (PdfProbe) probe = NULL;
  double value;

  td_style_set (style, bounds, rule->mutated);
  violations = td_style_violations (style);
  g_assert_cmpuint (violations->len, ==, 1);
  g_assert_true (g_ptr_array_index (violations, 0) == (gpointer) bounds);
  probe = pdf_probe_new (block, style);
  value = rule->measure (probe, rule);
  g_test_message ("%s with %g measures %g", rule->id, rule->mutated, value);
  g_assert_false (within (rule, value));
}

/* Every legal rule of the style is measured here. */
static void
test_all_measured (void)
{
  guint n_rules, n_legal = 0;
  const TdStyleRule *all = td_style_rules (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    {
      gboolean found = !g_str_has_prefix (all[i].id, "nd30-");

      n_legal += found ? 0 : 1;
      for (guint j = 0; j < G_N_ELEMENTS (rules) && !found; j++)
        found = g_str_equal (rules[j].id, all[i].id);
      if (!found)
        g_test_message ("%s is not measured", all[i].id);
      g_assert_true (found);
      g_assert_cmpfloat (all[i].value, >=, all[i].minimum);
      g_assert_cmpfloat (all[i].value, <=, all[i].maximum);
    }
  g_assert_cmpuint (n_legal, >=, 40);
}

/* RULE nd30-font */
static void
test_font (void)
{
  for (int plan = 0; plan < N_SAMPLES; plan++)
    {
      PdfProbe *probe = sample_probe (plan);

      for (guint i = 0; i < probe->fonts->len; i++)
        {
          const char *font = g_ptr_array_index (probe->fonts, i);

          g_assert_true (strstr (font, "LiberationSerif") != NULL ||
                         strstr (font, "TimesNewRoman") != NULL);
        }
    }
}

/* RULE nd30-number-zero, nd30-date-zero: "Số: 09", "ngày 09 tháng 01", but "tháng 6" and "tháng 10"
 */
static void
test_zeros (void)
{
  static const struct
  {
    int plan;
    const char *number, *date;
  } cases[] = {
    { 0, "09/KH-SGDĐT", "ngày 09 tháng 01 năm 2026" },
    { 3, "127/KH-SGDĐT", "ngày 15 tháng 10 năm 2026" },
    { 4, "48/KH-SGDĐT", "ngày 22 tháng 6 năm 2026" },
    { 5, "210/SGDĐT-VP", "ngày 03 tháng 4 năm 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (g_ptr_array_index (sample_probe (cases[i].plan)->texts, 0));
      g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);
      g_autofree char *plain = g_strjoinv (" ", parts);

      g_assert_nonnull (strstr (plain, cases[i].number));
      g_assert_nonnull (strstr (plain, cases[i].date));
    }
}

/* RULE nd30-case: which words are in capitals and which are not */
static void
test_case (void)
{
  static const struct
  {
    const char *needle;
    gboolean upper;
  } cases[] = {
    { NATION, TRUE },           { MOTTO, FALSE },
    { AGENCY, TRUE },           { "KẾ HOẠCH", TRUE },
    { "Cải cách hành", FALSE }, { "KT. GIÁM ĐỐC", TRUE },
    { "DANH MỤC", TRUE },       { "Lê Thị Minh An", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *upper = g_utf8_strup (cases[i].needle, -1);
      ProbeText text;

      g_assert_true (pdf_probe_find (sample_probe (SAMPLE_POINTS), -1, cases[i].needle, &text));
      g_assert_cmpint (g_str_equal (upper, cases[i].needle), ==, cases[i].upper);
    }
}

/* RULE nd30-header-row: number and date stand on one line (II.4.c) */
static void
test_number_row (void)
{
  for (int plan = 0; plan < N_SAMPLES; plan++)
    {
      ProbeText number, date;

      g_assert_true (pdf_probe_find (sample_probe (plan), 0, "Số:", &number));
      g_assert_true (pdf_probe_find (sample_probe (plan), 0, ", ngày", &date));
      /* the descents of two sizes differ by a quarter of a point */
      g_assert_cmpfloat_with_epsilon (number.y1, date.y1, 0.6);
      g_assert_cmpfloat (number.x1, <, date.x0);
    }
}

/* RULE nd30-centered: the motto under the national name, the number under the agency, kind and
 * title on the text's axis, the name under the office (II.1.b, II.3.c, II.5.b, II.7.dd) */
static void
test_centered (void)
{
  static const struct
  {
    const char *above, *below;
  } cases[] = { { NATION, MOTTO },
                { AGENCY, "Số: 127/KH-SGDĐT" },
                { "KẾ HOẠCH", "Cải cách hành chính năm 2026\n" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PdfProbe *probe = sample_probe (SAMPLE_ANNEX);
      ProbeText above, below;

      g_assert_true (pdf_probe_find (probe, 0, cases[i].above, &above));
      if (!pdf_probe_find (probe, 0, cases[i].below, &below))
        g_assert_true (pdf_probe_find (probe, 0, "Số:\302\240127/KH-SGDĐT", &below));
      g_assert_cmpfloat_with_epsilon ((above.x0 + above.x1) / 2, (below.x0 + below.x1) / 2, 2.5);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/document/rules/all-measured", test_all_measured);
  g_test_add_func ("/document/rule/nd30-font", test_font);
  g_test_add_func ("/document/rule/nd30-number-zero", test_zeros);
  g_test_add_func ("/document/rule/nd30-date-zero", test_zeros);
  g_test_add_func ("/document/rule/nd30-case", test_case);
  g_test_add_func ("/document/rule/nd30-header-row", test_number_row);
  g_test_add_func ("/document/rule/nd30-centered", test_centered);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *holds = g_strdup_printf ("/document/rule/%s", rules[i].id);
      g_autofree char *fails = g_strdup_printf ("/document/mutated/%s", rules[i].id);

      g_test_add_data_func (holds, &rules[i], test_rule_holds);
      g_test_add_data_func (fails, &rules[i], test_rule_fails);
    }
  status = g_test_run ();
  for (guint i = 0; i < N_SAMPLES; i++)
    g_clear_pointer (&probes[i], pdf_probe_free);
  return status;
}
