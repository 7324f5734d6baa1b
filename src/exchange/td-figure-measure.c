/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-figure-measure.h"

#include <string.h>

#include "td-dossier-words.h"

/* RULE figures: the groups of form II.06a and of the spreadsheets of provinces. The first that fits
 * wins, so the narrow ones come first. */
static const struct
{
  const char *words; /* folded */
  const char *group;
  gboolean weak; /* counts where no line says more */
} groups[] = {
  { "khong duoc tiep nhan", "not_accepted" },
  { "khong tiep nhan", "not_accepted" },
  { "tu choi", "not_accepted", TRUE },
  { "cho tiep nhan", "awaiting" },
  { "thanh toan", "payment" },
  { "dung xu ly", "suspended" },
  { "tam dung", "suspended" },
  { "rut", "withdrawn", TRUE },
  { "ky truoc", "received" },
  { "thang truoc", "received" },
  { "quy truoc", "received" },
  { "nam truoc", "received" },
  { "tuan truoc", "received" },
  { "dau ky", "received" },
  { "dang giai quyet", "open" },
  { "dang xu ly", "open" },
  { "dang thu ly", "open" },
  { "chua giai quyet", "open" },
  { "chua xu ly", "open" },
  { "chua tra", "open" },
  { "chuyen ky sau", "open" },
  { "con lai", "open", TRUE },
  { "da giai quyet", "resolved" },
  { "da xu ly", "resolved" },
  { "da hoan thanh", "resolved" },
  { "da tra", "resolved" },
  { "giai quyet xong", "resolved" },
  { "tiep nhan", "received" },
  { "nhan giai quyet", "received" },
  { "ton", "open", TRUE },
  { "giai quyet", "resolved", TRUE },
  { "xu ly", "resolved", TRUE },
  { "hoan thanh", "resolved", TRUE },
  { "tra ket qua", "resolved", TRUE },
  { "nhan", "received", TRUE },
  { "nop", "received", TRUE },
};

static const struct
{
  const char *words;
  const char *part;
} parts[] = {
  { "chua co thu xin loi", "late_without_apology" },
  { "qua han chua xin loi", "late_without_apology" },
  { "da co thu xin loi", "late_with_apology" },
  { "qua han da xin loi", "late_with_apology" },
  { "truc tuyen toan trinh", "online_full" },
  { "truc tuyen mot phan", "online_partial" },
  { "hinh thuc khac", "online_other" },
  { "phi dia gioi", "out_of_area" },
  { "ky truoc", "carried_over" },
  { "thang truoc", "carried_over" },
  { "quy truoc", "carried_over" },
  { "nam truoc", "carried_over" },
  { "tuan truoc", "carried_over" },
  { "dau ky", "carried_over" },
  { "truc tiep dich vu buu chinh", "direct_or_postal" },
  { "truc tiep buu chinh", "direct_or_postal" },
  { "truc tiep bcci", "direct_or_postal" },
  { "truc tiep buu dien", "direct_or_postal" },
  { "truc tiep va buu chinh", "direct_or_postal" },
  { "truc tiep va qua buu chinh", "direct_or_postal" },
  { "truc tiep qua buu chinh", "direct_or_postal" },
  { "buu chinh", "postal" },
  { "buu dien", "postal" },
  { "bcci", "postal" },
  { "truc tuyen", "online" },
  { "qua mang", "online" },
  { "truc tiep", "direct" },
  { "mot cua", "direct" },
  { "dung va truoc han", "early_or_on_time" },
  { "truoc va dung han", "early_or_on_time" },
  { "truoc han va dung han", "early_or_on_time" },
  { "dung han va truoc han", "early_or_on_time" },
  { "dung truoc han", "early_or_on_time" },
  { "truoc dung han", "early_or_on_time" },
  { "som va dung han", "early_or_on_time" },
  { "dung va som han", "early_or_on_time" },
  { "chua den han", "in_time" },
  { "trong han", "in_time" },
  { "con han", "in_time" },
  { "truoc han", "early" },
  { "som han", "early" },
  { "som hen", "early" },
  { "som", "early" },
  { "dung han", "on_time" },
  { "dung hen", "on_time" },
  { "qua han", "late" },
  { "tre han", "late" },
  { "tre hen", "late" },
  { "cham", "late" },
  { "tre", "late" },
  { "tong", "total" },
  { "trong ky", "in_period" },
  { "moi", "in_period" },
};

static gboolean
has_words (const char *text, const char *words)
{
  gsize n = strlen (words);

  for (const char *p = strstr (text, words); p != NULL; p = strstr (p + 1, words))
    if ((p == text || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
      return TRUE;

  return FALSE;
}

/* "thời hạn" and "hạn" are the same, and so are the words between. */
static char *
heading_key (const char *heading)
{
  g_autofree char *key = td_dossier_words_key (heading);
  g_auto (GStrv) parted = g_strsplit (key, "thoi han", -1);

  return g_strjoinv ("han", parted);
}

/* From the top line down, but "Kết quả giải quyết" over "Đang giải quyết" says little. */
static const char *
find_group (char *const *lines)
{
  for (guint weak = 0; weak < 2; weak++)
    for (guint line = 0; lines[line] != NULL; line++)
      {
        g_autofree char *key = heading_key (lines[line]);

        for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
          if (groups[i].weak == (weak != 0) && has_words (key, groups[i].words))
            return groups[i].group;
      }

  return NULL;
}

static const char *
find_part (const char *line)
{
  g_autofree char *key = heading_key (line);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_words (key, parts[i].words))
      return parts[i].part;

  return NULL;
}

/* The part is told by the lowest heading; a sum under a part of what was received is that part's.
 */
static const char *
find_part_of (char *const *lines, guint n, gboolean received)
{
  for (guint line = n; line > 0; line--)
    {
      const char *part = find_part (lines[line - 1]);
      const char *above = NULL;

      if (g_strcmp0 (part, "in_period") == 0 && !received)
        part = "total";
      if (part == NULL)
        continue;
      if (g_str_equal (part, "total") && line > 1)
        above = find_part (lines[line - 2]);

      return received && g_strcmp0 (above, "in_period") == 0 ? above : part;
    }

  return "total";
}

/* RULE figures: shares and averages are no counts. */
static gboolean
is_count (const char *heading)
{
  static const char *const others[] = { "ty le",   "ti le", "phan tram", "trung binh",
                                        "so sanh", "diem",  "xep hang",  "ghi chu" };
  g_autofree char *key = td_dossier_words_key (heading);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (has_words (key, others[i]))
      return FALSE;

  return strchr (heading, '%') == NULL;
}

/**
 * td_figure_measure:
 * @heading: the headings of a column from top to bottom, joined by " / "
 *
 * Returns: (nullable): the measure, an interned text
 */
const char *
td_figure_measure (const char *heading)
{
  g_auto (GStrv) lines = g_strsplit (heading, " / ", -1);
  const char *group = is_count (heading) ? find_group (lines) : NULL;
  g_autofree char *measure = NULL;

  if (group == NULL)
    return NULL;
  measure = g_strdup_printf (
      "%s_%s", group, find_part_of (lines, g_strv_length (lines), g_str_equal (group, "received")));

  return g_intern_string (measure);
}

/**
 * td_figure_label_kind:
 * @heading: the headings of a column from top to bottom
 *
 * Returns: (nullable): what the rows are named by in this column: "area" "procedure" "unit"
 */
const char *
td_figure_label_kind (const char *heading)
{
  static const char *const units[] = { "don vi", "co quan", "phong",     "bo phan",
                                       "xa",     "phuong",  "dia phuong" };
  g_autofree char *key = td_dossier_words_key (heading);

  /* "Số hồ sơ đơn vị tiếp nhận" counts */
  if (g_str_has_prefix (key, "so ") || g_str_has_prefix (key, "ho so") ||
      g_str_has_prefix (key, "tong") || g_str_has_prefix (key, "ma "))
    return NULL;
  if (has_words (key, "linh vuc"))
    return "area";
  if (has_words (key, "thu tuc") || has_words (key, "tthc"))
    return has_words (key, "don vi") || has_words (key, "co quan") ? "unit" : "procedure";
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (has_words (key, units[i]))
      return "unit";

  return NULL;
}
