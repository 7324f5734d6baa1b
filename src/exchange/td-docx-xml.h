/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Reading the small trees of WordprocessingML, of the transitional and of the strict namespace. */

gboolean td_docx_is_w (const xmlNode *node, const char *name);
gboolean td_docx_is_word_namespace (const char *uri);
gboolean td_docx_is_compatibility_namespace (const char *uri);
xmlNode *td_docx_child (const xmlNode *node, const char *name);
xmlNode *td_docx_first (xmlNode *node);

const char *td_docx_attr (const xmlNode *node, const char *name);
const char *td_docx_rel_attr (const xmlNode *node, const char *name);
const char *td_docx_child_val (const xmlNode *node, const char *name);
gboolean td_docx_on (const xmlNode *node);
int td_docx_child_on (const xmlNode *node, const char *name);
int td_docx_int (const char *text, int fallback);
gboolean td_docx_points (const char *text, double *points);

/* The children of @parent that are elements */
#define TD_DOCX_FOREACH(child, parent)                                                             \
  for (xmlNode *child = td_docx_first ((parent)->children); child != NULL;                         \
       child = td_docx_first (child->next))

G_END_DECLS
