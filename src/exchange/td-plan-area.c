/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-area.h"

#include "td-text.h"

/* Words (folded) that tell the area of administrative reform a title speaks of. Order matters: the
 * first hit wins, so the narrow ones come first. */
static const struct
{
  const char *words;
  const char *key;
} area_words[] = {
  { "cong khai, minh bach", "transparency" },
  { "trach nhiem giai trinh", "transparency" },
  { "hieu qua quan tri", "papi" },
  { "papi", "papi" },
  { "hai long", "satisfaction" },
  { "sipas", "satisfaction" },
  { "chi dao", "direction" },
  { "dieu hanh", "direction" },
  { "to chuc bo may", "apparatus" },
  { "bo may", "apparatus" },
  { "cong vu", "civil-service" },
  { "doi ngu can bo", "civil-service" },
  { "tai chinh", "finance" },
  { "chinh quyen dien tu", "digital" },
  { "chinh phu dien tu", "digital" },
  { "chinh quyen so", "digital" },
  { "chuyen doi so", "digital" },
  { "hien dai hoa", "digital" },
  { "cai cach the che", "institutions" },
  { "the che", "institutions" },
  { "thu tuc hanh chinh", "procedures" },
  { "tthc", "procedures" },
  { "mot cua", "procedures" },
};

static const struct
{
  const char *key;
  const char *field;
} json_names[] = {
  { "civil-service", "civil_service" },
  { "finance", "public_finance" },
  { "digital", "egov" },
};

/**
 * td_plan_area_from_title:
 * @title: (nullable): title of a section or of an area row
 *
 * Returns: (nullable): key of the area of administrative reform the title names
 */
const char *
td_plan_area_from_title (const char *title)
{
  if (title == NULL)
    return NULL;

  g_autofree char *folded = td_text_fold (title);
  for (guint i = 0; i < G_N_ELEMENTS (area_words); i++)
    {
      if (strstr (folded, area_words[i].words) != NULL)
        return area_words[i].key;
    }

  return NULL;
}

/**
 * td_plan_area_to_json:
 * @area_key: (nullable): key of an area in rows
 *
 * Returns: (nullable): its name in the JSON form
 */
const char *
td_plan_area_to_json (const char *area_key)
{
  for (guint i = 0; i < G_N_ELEMENTS (json_names); i++)
    {
      if (g_strcmp0 (area_key, json_names[i].key) == 0)
        return json_names[i].field;
    }

  return area_key;
}

/**
 * td_plan_area_from_json:
 * @field: (nullable): name of an area in the JSON form
 *
 * Returns: (nullable): its key in rows
 */
const char *
td_plan_area_from_json (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (json_names); i++)
    {
      if (g_strcmp0 (field, json_names[i].field) == 0)
        return json_names[i].key;
    }

  return field;
}
