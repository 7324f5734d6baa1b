/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-xml.h"

#include <string.h>

#define TRANSITIONAL "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define REL_TRANSITIONAL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define REL_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define COMPATIBILITY "http://schemas.openxmlformats.org/markup-compatibility/2006"

/**
 * td_docx_is_word_namespace:
 * @uri: (nullable): a namespace
 *
 * Returns: whether it is that of WordprocessingML
 */
gboolean
td_docx_is_word_namespace (const char *uri)
{
  return g_strcmp0 (uri, TRANSITIONAL) == 0 || g_strcmp0 (uri, STRICT) == 0;
}

/**
 * td_docx_is_compatibility_namespace:
 * @uri: (nullable): a namespace
 *
 * Returns: whether it is that of mc:AlternateContent
 */
gboolean
td_docx_is_compatibility_namespace (const char *uri)
{
  return g_strcmp0 (uri, COMPATIBILITY) == 0;
}

/**
 * td_docx_is_w:
 * @node: a node
 * @name: an element name of WordprocessingML
 *
 * Returns: whether @node is that element
 */
gboolean
td_docx_is_w (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0 &&
         node->ns != NULL && td_docx_is_word_namespace ((const char *) node->ns->href);
}

/**
 * td_docx_first:
 * @node: (nullable): a node
 *
 * Returns: (nullable): @node or the first element after it
 */
xmlNode *
td_docx_first (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;

  return node;
}

/**
 * td_docx_child:
 * @node: (nullable): an element
 * @name: a name
 *
 * Returns: (nullable): its first child of that name
 */
xmlNode *
td_docx_child (const xmlNode *node, const char *name)
{
  if (node == NULL)
    return NULL;

  TD_DOCX_FOREACH (child, node)
  if (td_docx_is_w (child, name))
    return child;

  return NULL;
}

static const char *
attr_value (const xmlAttr *attr)
{
  if (attr->children == NULL)
    return "";

  return attr->children->content != NULL ? (const char *) attr->children->content : "";
}

/**
 * td_docx_attr:
 * @node: (nullable): an element
 * @name: an attribute of WordprocessingML, or one without namespace
 *
 * Returns: (nullable): its value
 */
const char *
td_docx_attr (const xmlNode *node, const char *name)
{
  if (node == NULL)
    return NULL;

  for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
    if (strcmp ((const char *) attr->name, name) == 0 &&
        (attr->ns == NULL || td_docx_is_word_namespace ((const char *) attr->ns->href)))
      return attr_value (attr);

  return NULL;
}

/**
 * td_docx_rel_attr:
 * @node: an element
 * @name: an attribute in the namespace of relationships: "id", "embed"
 *
 * Returns: (nullable): its value
 */
const char *
td_docx_rel_attr (const xmlNode *node, const char *name)
{
  for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
    if (strcmp ((const char *) attr->name, name) == 0 && attr->ns != NULL &&
        (strcmp ((const char *) attr->ns->href, REL_TRANSITIONAL) == 0 ||
         strcmp ((const char *) attr->ns->href, REL_STRICT) == 0))
      return attr_value (attr);

  return NULL;
}

/**
 * td_docx_child_val:
 * @node: (nullable): an element
 * @name: name of a child
 *
 * Returns: (nullable): the w:val of that child
 */
const char *
td_docx_child_val (const xmlNode *node, const char *name)
{
  return td_docx_attr (td_docx_child (node, name), "val");
}

/**
 * td_docx_on:
 * @node: an on-off element: without w:val it is on
 *
 * Returns: its state
 */
gboolean
td_docx_on (const xmlNode *node)
{
  const char *val = td_docx_attr (node, "val");

  return val == NULL || !(g_str_equal (val, "0") || g_ascii_strcasecmp (val, "false") == 0 ||
                          g_ascii_strcasecmp (val, "off") == 0);
}

/**
 * td_docx_child_on:
 * @node: (nullable): an element
 * @name: name of an on-off child
 *
 * Returns: 1 on, 0 off, -1 when it is not there
 */
int
td_docx_child_on (const xmlNode *node, const char *name)
{
  const xmlNode *child = td_docx_child (node, name);

  return child == NULL ? -1 : td_docx_on (child);
}

/**
 * td_docx_int:
 * @text: (nullable): a number
 * @fallback: for no number, or one outside ±10 000 000
 *
 * Returns: the number
 */
int
td_docx_int (const char *text, int fallback)
{
  char *end;
  gint64 value;

  if (text == NULL || *text == '\0')
    return fallback;

  value = g_ascii_strtoll (text, &end, 10);
  if (end == text || value < -10000000 || value > 10000000)
    return fallback;

  return (int) value;
}

/**
 * td_docx_points:
 * @text: (nullable): a length: twentieths of a point, or with a unit ("1.27cm")
 * @points: (out): the length in points
 *
 * Returns: whether @text is a length
 */
gboolean
td_docx_points (const char *text, double *points)
{
  static const struct
  {
    const char *unit;
    double factor;
  } units[] = { { "", 0.05 },        { "pt", 1 },  { "in", 72 }, { "cm", 72 / 2.54 },
                { "mm", 72 / 25.4 }, { "pc", 12 }, { "pi", 12 } };
  char *end;
  double value;

  if (text == NULL || *text == '\0')
    return FALSE;

  value = g_ascii_strtod (text, &end);
  if (end == text || !(value > -1e6 && value < 1e6))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (end, units[i].unit) == 0)
      {
        *points = value * units[i].factor;
        return TRUE;
      }

  return FALSE;
}
