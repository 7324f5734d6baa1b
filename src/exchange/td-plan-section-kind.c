/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-section-kind.h"

#include <string.h>

#include "td-text.h"

/* Words (folded) of a title and what the section is then for. The word that stands first wins;
 * a title that names targets and tasks both is of tasks, for its targets stand below it. */
static const struct
{
  const char *words;
  const char *kind;
} kind_words[] = {
  { "muc dich", "purpose" },
  { "yeu cau", "purpose" },
  { "quan diem", "purpose" },
  { "chi tieu", "targets" },
  { "muc tieu", "targets" },
  { "che do bao cao", "reporting" },
  { "thong tin, bao cao", "reporting" },
  { "bao cao", "reporting" },
  { "kinh phi", "funding" },
  { "nguon luc", "funding" },
  { "to chuc thuc hien", "duties" },
  { "phan cong", "duties" },
  { "trach nhiem", "duties" },
  { "thuc trang", "status" },
  { "tinh hinh", "status" },
  { "danh gia ket qua", "status" },
  { "danh gia thuc trang", "status" },
  { "danh gia tinh hinh", "status" },
  { "danh gia chung", "status" },
  { "uu diem", "status" },
  { "han che", "status" },
  { "ton tai", "status" },
  { "nguyen nhan", "status" },
  { "ket qua", "status" },
  { "giai phap", "solutions" },
  { "nhiem vu", "tasks" },
  { "noi dung", "tasks" },
};

/* Words that may stand before the telling one in a title below the top level. */
static const char *const openings[] = {
  "cac ", "nhung ", "mot so ", "ve ", "cong tac ", "noi dung "
};

static const char *
find_first (const char *folded, gboolean *targets, gboolean *tasks)
{
  const char *best = NULL;
  const char *kind = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    {
      const char *found = strstr (folded, kind_words[i].words);
      if (found == NULL)
        continue;
      *targets |= g_str_equal (kind_words[i].kind, "targets");
      *tasks |= g_str_equal (kind_words[i].kind, "tasks");
      if (best == NULL || found < best)
        {
          best = found;
          kind = kind_words[i].kind;
        }
    }

  return kind;
}

static const char *
find_at_start (const char *folded)
{
  const char *start = folded;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      if (g_str_has_prefix (start, openings[i]) && strlen (start) > strlen (openings[i]))
        {
          const char *rest = start + strlen (openings[i]);
          for (guint k = 0; k < G_N_ELEMENTS (kind_words); k++)
            {
              if (g_str_has_prefix (rest, kind_words[k].words))
                return kind_words[k].kind;
            }
        }
    }
  for (guint k = 0; k < G_N_ELEMENTS (kind_words); k++)
    {
      if (g_str_has_prefix (start, kind_words[k].words))
        return kind_words[k].kind;
    }

  return NULL;
}

/**
 * td_plan_section_kind_from_title:
 * @title: (nullable): title of a section
 * @top_level: whether nothing is above the section
 *
 * Returns: (nullable): "purpose", "targets", "tasks" ...; %NULL when the title does not tell
 */
const char *
td_plan_section_kind_from_title (const char *title, gboolean top_level)
{
  gboolean targets = FALSE;
  gboolean tasks = FALSE;

  if (title == NULL)
    return NULL;

  g_autofree char *folded = td_text_fold (title);
  if (!top_level)
    return find_at_start (folded);

  const char *kind = find_first (folded, &targets, &tasks);

  return targets && tasks && g_str_equal (kind, "targets") ? "tasks" : kind;
}

/**
 * td_plan_section_kind_in_force:
 * @data: a plan
 * @section: (nullable): one of its sections
 *
 * Returns: (nullable): the kind of the nearest section, from @section outwards, that has one
 */
const char *
td_plan_section_kind_in_force (const TdPlanData *data, const TdSectionRow *section)
{
  for (guint depth = 0; section != NULL && depth < 32; depth++)
    {
      if (section->kind != NULL)
        return section->kind;
      section = section->parent_id != 0
                    ? td_plan_data_get (data, TD_KIND_SECTION, section->parent_id)
                    : NULL;
    }

  return NULL;
}
