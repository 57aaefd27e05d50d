// Generated from @octokit/openapi@23.0.2 by scripts/github-openapi.mjs; change that file instead.
// © GitHub, MIT licence: https://github.com/github/rest-api-description
/* eslint-disable */

import type { OpenApiExtract } from './openapi';

export const githubOpenApi: OpenApiExtract = {
 "version": "@octokit/openapi@23.0.2",
 "operations": {
  "GET /repos/{owner}/{repo}": {
   "operationId": "repos/get",
   "documentationUrl": "https://docs.github.com/rest/repos/repos#get-a-repository",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/full-repository"
    }
   }
  },
  "GET /repos/{owner}/{repo}/compare/{basehead}": {
   "operationId": "repos/compare-commits-with-basehead",
   "documentationUrl": "https://docs.github.com/rest/commits/commits#compare-two-commits",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "per_page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "basehead",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/commit-comparison"
    }
   }
  },
  "GET /repos/{owner}/{repo}/commits": {
   "operationId": "repos/list-commits",
   "documentationUrl": "https://docs.github.com/rest/commits/commits#list-commits",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "sha",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "path",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "author",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "committer",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "since",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string",
      "format": "date-time"
     }
    },
    {
     "name": "until",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string",
      "format": "date-time"
     }
    },
    {
     "name": "per_page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    }
   ],
   "responses": {
    "200": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/commit"
     }
    }
   }
  },
  "GET /repos/{owner}/{repo}/commits/{ref}": {
   "operationId": "repos/get-commit",
   "documentationUrl": "https://docs.github.com/rest/commits/commits#get-a-commit",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "per_page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "ref",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/commit"
    }
   }
  },
  "GET /repos/{owner}/{repo}/git/ref/{ref}": {
   "operationId": "git/get-ref",
   "documentationUrl": "https://docs.github.com/rest/git/refs#get-a-reference",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "ref",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/git-ref"
    }
   }
  },
  "GET /repos/{owner}/{repo}/installation": {
   "operationId": "apps/get-repo-installation",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app",
   "parameters": [
    {
     "name": "owner",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    },
    {
     "name": "repo",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/installation"
    }
   }
  },
  "GET /orgs/{org}/installation": {
   "operationId": "apps/get-org-installation",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#get-an-organization-installation-for-the-authenticated-app",
   "parameters": [
    {
     "name": "org",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/installation"
    }
   }
  },
  "GET /users/{username}/installation": {
   "operationId": "apps/get-user-installation",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#get-a-user-installation-for-the-authenticated-app",
   "parameters": [
    {
     "name": "username",
     "in": "path",
     "required": true,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/installation"
    }
   }
  },
  "GET /installation/repositories": {
   "operationId": "apps/list-repos-accessible-to-installation",
   "documentationUrl": "https://docs.github.com/rest/apps/installations#list-repositories-accessible-to-the-app-installation",
   "parameters": [
    {
     "name": "per_page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    }
   ],
   "responses": {
    "200": {
     "type": "object",
     "required": [
      "total_count",
      "repositories"
     ],
     "properties": {
      "total_count": {
       "type": "integer"
      },
      "repositories": {
       "type": "array",
       "items": {
        "allOf": [
         {
          "$ref": "#/$defs/repository"
         },
         {
          "type": "object",
          "properties": {
           "custom_properties": {
            "type": "object",
            "additionalProperties": true
           }
          }
         }
        ]
       }
      },
      "repository_selection": {
       "type": "string"
      }
     }
    }
   }
  },
  "GET /app": {
   "operationId": "apps/get-authenticated",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#get-the-authenticated-app",
   "parameters": [],
   "responses": {
    "200": {
     "$ref": "#/$defs/integration"
    }
   }
  },
  "GET /app/installations": {
   "operationId": "apps/list-installations",
   "documentationUrl": "https://docs.github.com/enterprise-server@3.9/rest/apps/apps#list-installations-for-the-authenticated-app",
   "parameters": [
    {
     "name": "per_page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "page",
     "in": "query",
     "required": false,
     "schema": {
      "type": "integer"
     }
    },
    {
     "name": "since",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string",
      "format": "date-time"
     }
    },
    {
     "name": "outdated",
     "in": "query",
     "required": false,
     "schema": {
      "type": "string"
     }
    }
   ],
   "responses": {
    "200": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/installation"
     }
    }
   }
  },
  "GET /app/installations/{installation_id}": {
   "operationId": "apps/get-installation",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#get-an-installation-for-the-authenticated-app",
   "parameters": [
    {
     "name": "installation_id",
     "in": "path",
     "required": true,
     "schema": {
      "type": "integer"
     }
    }
   ],
   "responses": {
    "200": {
     "$ref": "#/$defs/installation"
    }
   }
  },
  "POST /app/installations/{installation_id}/access_tokens": {
   "operationId": "apps/create-installation-access-token",
   "documentationUrl": "https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app",
   "parameters": [
    {
     "name": "installation_id",
     "in": "path",
     "required": true,
     "schema": {
      "type": "integer"
     }
    }
   ],
   "body": {
    "type": "object",
    "properties": {
     "repositories": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "repository_ids": {
      "type": "array",
      "items": {
       "type": "integer"
      }
     },
     "permissions": {
      "$ref": "#/$defs/app-permissions"
     }
    }
   },
   "responses": {
    "201": {
     "$ref": "#/$defs/installation-token"
    }
   }
  },
  "GET /rate_limit": {
   "operationId": "rate-limit/get",
   "documentationUrl": "https://docs.github.com/rest/rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user",
   "parameters": [],
   "responses": {
    "200": {
     "$ref": "#/$defs/rate-limit-overview"
    }
   }
  },
  "GET /user": {
   "operationId": "users/get-authenticated",
   "documentationUrl": "https://docs.github.com/rest/users/users#get-the-authenticated-user",
   "parameters": [],
   "responses": {
    "200": {
     "oneOf": [
      {
       "$ref": "#/$defs/private-user"
      },
      {
       "$ref": "#/$defs/public-user"
      }
     ],
     "discriminator": {
      "propertyName": "user_view_type",
      "mapping": {
       "public": "#/components/schemas/public-user",
       "private": "#/components/schemas/private-user"
      }
     }
    }
   }
  }
 },
 "schemas": {
  "app-permissions": {
   "type": "object",
   "properties": {
    "actions": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "administration": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "artifact_metadata": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "attestations": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "checks": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "code_quality": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "codespaces": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "contents": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "dependabot_secrets": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "deployments": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "discussions": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "environments": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "issues": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "merge_queues": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "metadata": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "packages": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "pages": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "pull_requests": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "repository_custom_properties": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "repository_hooks": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "repository_projects": {
     "type": "string",
     "enum": [
      "read",
      "write",
      "admin"
     ]
    },
    "secret_scanning_alerts": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "secrets": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "security_events": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "single_file": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "statuses": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "vulnerability_alerts": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "workflows": {
     "type": "string",
     "enum": [
      "write"
     ]
    },
    "custom_properties_for_organizations": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "members": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_administration": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_custom_roles": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_custom_org_roles": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_custom_properties": {
     "type": "string",
     "enum": [
      "read",
      "write",
      "admin"
     ]
    },
    "organization_copilot_seat_management": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_copilot_agent_settings": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_announcement_banners": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_events": {
     "type": "string",
     "enum": [
      "read"
     ]
    },
    "organization_hooks": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_personal_access_tokens": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_personal_access_token_requests": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_plan": {
     "type": "string",
     "enum": [
      "read"
     ]
    },
    "organization_projects": {
     "type": "string",
     "enum": [
      "read",
      "write",
      "admin"
     ]
    },
    "organization_packages": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_secrets": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_self_hosted_runners": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "organization_user_blocking": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "email_addresses": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "followers": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "git_ssh_keys": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "gpg_keys": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "interaction_limits": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "profile": {
     "type": "string",
     "enum": [
      "write"
     ]
    },
    "starring": {
     "type": "string",
     "enum": [
      "read",
      "write"
     ]
    },
    "enterprise_custom_properties_for_organizations": {
     "type": "string",
     "enum": [
      "read",
      "write",
      "admin"
     ]
    }
   }
  },
  "basic-error": {
   "type": "object",
   "properties": {
    "message": {
     "type": "string"
    },
    "documentation_url": {
     "type": "string"
    },
    "url": {
     "type": "string"
    },
    "status": {
     "type": "string"
    }
   }
  },
  "code-of-conduct-simple": {
   "type": "object",
   "properties": {
    "url": {
     "type": "string",
     "format": "uri"
    },
    "key": {
     "type": "string"
    },
    "name": {
     "type": "string"
    },
    "html_url": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    }
   },
   "required": [
    "url",
    "key",
    "name",
    "html_url"
   ]
  },
  "commit": {
   "type": "object",
   "properties": {
    "url": {
     "type": "string",
     "format": "uri"
    },
    "sha": {
     "type": "string"
    },
    "node_id": {
     "type": "string"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "comments_url": {
     "type": "string",
     "format": "uri"
    },
    "commit": {
     "type": "object",
     "properties": {
      "url": {
       "type": "string",
       "format": "uri"
      },
      "author": {
       "$ref": "#/$defs/nullable-git-user"
      },
      "committer": {
       "$ref": "#/$defs/nullable-git-user"
      },
      "message": {
       "type": "string"
      },
      "comment_count": {
       "type": "integer"
      },
      "tree": {
       "type": "object",
       "properties": {
        "sha": {
         "type": "string"
        },
        "url": {
         "type": "string",
         "format": "uri"
        }
       },
       "required": [
        "sha",
        "url"
       ]
      },
      "verification": {
       "$ref": "#/$defs/verification"
      }
     },
     "required": [
      "author",
      "committer",
      "comment_count",
      "message",
      "tree",
      "url"
     ]
    },
    "author": {
     "anyOf": [
      {
       "oneOf": [
        {
         "$ref": "#/$defs/simple-user"
        },
        {
         "$ref": "#/$defs/empty-object"
        }
       ]
      },
      {
       "type": "null"
      }
     ]
    },
    "committer": {
     "anyOf": [
      {
       "oneOf": [
        {
         "$ref": "#/$defs/simple-user"
        },
        {
         "$ref": "#/$defs/empty-object"
        }
       ]
      },
      {
       "type": "null"
      }
     ]
    },
    "parents": {
     "type": "array",
     "items": {
      "type": "object",
      "properties": {
       "sha": {
        "type": "string"
       },
       "url": {
        "type": "string",
        "format": "uri"
       },
       "html_url": {
        "type": "string",
        "format": "uri"
       }
      },
      "required": [
       "sha",
       "url"
      ]
     }
    },
    "stats": {
     "type": "object",
     "properties": {
      "additions": {
       "type": "integer"
      },
      "deletions": {
       "type": "integer"
      },
      "total": {
       "type": "integer"
      }
     }
    },
    "files": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/diff-entry"
     }
    }
   },
   "required": [
    "url",
    "sha",
    "node_id",
    "html_url",
    "comments_url",
    "commit",
    "author",
    "committer",
    "parents"
   ]
  },
  "commit-comparison": {
   "type": "object",
   "properties": {
    "url": {
     "type": "string",
     "format": "uri"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "permalink_url": {
     "type": "string",
     "format": "uri"
    },
    "diff_url": {
     "type": "string",
     "format": "uri"
    },
    "patch_url": {
     "type": "string",
     "format": "uri"
    },
    "base_commit": {
     "$ref": "#/$defs/commit"
    },
    "merge_base_commit": {
     "$ref": "#/$defs/commit"
    },
    "status": {
     "type": "string",
     "enum": [
      "diverged",
      "ahead",
      "behind",
      "identical"
     ]
    },
    "ahead_by": {
     "type": "integer"
    },
    "behind_by": {
     "type": "integer"
    },
    "total_commits": {
     "type": "integer"
    },
    "commits": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/commit"
     }
    },
    "files": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/diff-entry"
     }
    }
   },
   "required": [
    "url",
    "html_url",
    "permalink_url",
    "diff_url",
    "patch_url",
    "base_commit",
    "merge_base_commit",
    "status",
    "ahead_by",
    "behind_by",
    "total_commits",
    "commits"
   ]
  },
  "diff-entry": {
   "type": "object",
   "properties": {
    "sha": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "filename": {
     "type": "string"
    },
    "status": {
     "type": "string",
     "enum": [
      "added",
      "removed",
      "modified",
      "renamed",
      "copied",
      "changed",
      "unchanged"
     ]
    },
    "additions": {
     "type": "integer"
    },
    "deletions": {
     "type": "integer"
    },
    "changes": {
     "type": "integer"
    },
    "blob_url": {
     "type": "string",
     "format": "uri"
    },
    "raw_url": {
     "type": "string",
     "format": "uri"
    },
    "contents_url": {
     "type": "string",
     "format": "uri"
    },
    "patch": {
     "type": "string"
    },
    "previous_filename": {
     "type": "string"
    }
   },
   "required": [
    "additions",
    "blob_url",
    "changes",
    "contents_url",
    "deletions",
    "filename",
    "raw_url",
    "sha",
    "status"
   ]
  },
  "empty-object": {
   "type": "object",
   "properties": {},
   "additionalProperties": false
  },
  "enterprise": {
   "type": "object",
   "properties": {
    "description": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "website_url": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    },
    "id": {
     "type": "integer"
    },
    "node_id": {
     "type": "string"
    },
    "name": {
     "type": "string"
    },
    "slug": {
     "type": "string"
    },
    "created_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "updated_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "avatar_url": {
     "type": "string",
     "format": "uri"
    }
   },
   "required": [
    "id",
    "node_id",
    "name",
    "slug",
    "html_url",
    "created_at",
    "updated_at",
    "avatar_url"
   ]
  },
  "full-repository": {
   "type": "object",
   "properties": {
    "id": {
     "type": "integer",
     "format": "int64"
    },
    "node_id": {
     "type": "string"
    },
    "name": {
     "type": "string"
    },
    "full_name": {
     "type": "string"
    },
    "owner": {
     "$ref": "#/$defs/simple-user"
    },
    "private": {
     "type": "boolean"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "description": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "fork": {
     "type": "boolean"
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "archive_url": {
     "type": "string"
    },
    "assignees_url": {
     "type": "string"
    },
    "blobs_url": {
     "type": "string"
    },
    "branches_url": {
     "type": "string"
    },
    "collaborators_url": {
     "type": "string"
    },
    "comments_url": {
     "type": "string"
    },
    "commits_url": {
     "type": "string"
    },
    "compare_url": {
     "type": "string"
    },
    "contents_url": {
     "type": "string"
    },
    "contributors_url": {
     "type": "string",
     "format": "uri"
    },
    "deployments_url": {
     "type": "string",
     "format": "uri"
    },
    "downloads_url": {
     "type": "string",
     "format": "uri"
    },
    "events_url": {
     "type": "string",
     "format": "uri"
    },
    "forks_url": {
     "type": "string",
     "format": "uri"
    },
    "git_commits_url": {
     "type": "string"
    },
    "git_refs_url": {
     "type": "string"
    },
    "git_tags_url": {
     "type": "string"
    },
    "git_url": {
     "type": "string"
    },
    "issue_comment_url": {
     "type": "string"
    },
    "issue_events_url": {
     "type": "string"
    },
    "issues_url": {
     "type": "string"
    },
    "keys_url": {
     "type": "string"
    },
    "labels_url": {
     "type": "string"
    },
    "languages_url": {
     "type": "string",
     "format": "uri"
    },
    "merges_url": {
     "type": "string",
     "format": "uri"
    },
    "milestones_url": {
     "type": "string"
    },
    "notifications_url": {
     "type": "string"
    },
    "pulls_url": {
     "type": "string"
    },
    "releases_url": {
     "type": "string"
    },
    "ssh_url": {
     "type": "string"
    },
    "stargazers_url": {
     "type": "string",
     "format": "uri"
    },
    "statuses_url": {
     "type": "string"
    },
    "subscribers_url": {
     "type": "string",
     "format": "uri"
    },
    "subscription_url": {
     "type": "string",
     "format": "uri"
    },
    "tags_url": {
     "type": "string",
     "format": "uri"
    },
    "teams_url": {
     "type": "string",
     "format": "uri"
    },
    "trees_url": {
     "type": "string"
    },
    "clone_url": {
     "type": "string"
    },
    "mirror_url": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    },
    "hooks_url": {
     "type": "string",
     "format": "uri"
    },
    "svn_url": {
     "type": "string",
     "format": "uri"
    },
    "homepage": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    },
    "language": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "forks_count": {
     "type": "integer"
    },
    "stargazers_count": {
     "type": "integer"
    },
    "watchers_count": {
     "type": "integer"
    },
    "size": {
     "type": "integer"
    },
    "default_branch": {
     "type": "string"
    },
    "open_issues_count": {
     "type": "integer"
    },
    "is_template": {
     "type": "boolean"
    },
    "topics": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "has_issues": {
     "type": "boolean"
    },
    "has_projects": {
     "type": "boolean"
    },
    "has_wiki": {
     "type": "boolean"
    },
    "has_pages": {
     "type": "boolean"
    },
    "has_downloads": {
     "type": "boolean"
    },
    "has_discussions": {
     "type": "boolean"
    },
    "has_pull_requests": {
     "type": "boolean"
    },
    "pull_request_creation_policy": {
     "type": "string",
     "enum": [
      "all",
      "collaborators_only"
     ]
    },
    "archived": {
     "type": "boolean"
    },
    "disabled": {
     "type": "boolean"
    },
    "visibility": {
     "type": "string"
    },
    "pushed_at": {
     "type": "string",
     "format": "date-time"
    },
    "created_at": {
     "type": "string",
     "format": "date-time"
    },
    "updated_at": {
     "type": "string",
     "format": "date-time"
    },
    "permissions": {
     "type": "object",
     "properties": {
      "admin": {
       "type": "boolean"
      },
      "maintain": {
       "type": "boolean"
      },
      "push": {
       "type": "boolean"
      },
      "triage": {
       "type": "boolean"
      },
      "pull": {
       "type": "boolean"
      }
     },
     "required": [
      "admin",
      "pull",
      "push"
     ]
    },
    "allow_rebase_merge": {
     "type": "boolean"
    },
    "template_repository": {
     "$ref": "#/$defs/nullable-repository"
    },
    "temp_clone_token": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "allow_squash_merge": {
     "type": "boolean"
    },
    "allow_auto_merge": {
     "type": "boolean"
    },
    "delete_branch_on_merge": {
     "type": "boolean"
    },
    "allow_merge_commit": {
     "type": "boolean"
    },
    "allow_update_branch": {
     "type": "boolean"
    },
    "use_squash_pr_title_as_default": {
     "type": "boolean"
    },
    "squash_merge_commit_title": {
     "type": "string",
     "enum": [
      "PR_TITLE",
      "COMMIT_OR_PR_TITLE"
     ]
    },
    "squash_merge_commit_message": {
     "type": "string",
     "enum": [
      "PR_BODY",
      "COMMIT_MESSAGES",
      "BLANK"
     ]
    },
    "merge_commit_title": {
     "type": "string",
     "enum": [
      "PR_TITLE",
      "MERGE_MESSAGE"
     ]
    },
    "merge_commit_message": {
     "type": "string",
     "enum": [
      "PR_BODY",
      "PR_TITLE",
      "BLANK"
     ]
    },
    "allow_forking": {
     "type": "boolean"
    },
    "web_commit_signoff_required": {
     "type": "boolean"
    },
    "subscribers_count": {
     "type": "integer"
    },
    "network_count": {
     "type": "integer"
    },
    "license": {
     "$ref": "#/$defs/nullable-license-simple"
    },
    "organization": {
     "$ref": "#/$defs/nullable-simple-user"
    },
    "parent": {
     "$ref": "#/$defs/repository"
    },
    "source": {
     "$ref": "#/$defs/repository"
    },
    "forks": {
     "type": "integer"
    },
    "master_branch": {
     "type": "string"
    },
    "open_issues": {
     "type": "integer"
    },
    "watchers": {
     "type": "integer"
    },
    "anonymous_access_enabled": {
     "type": "boolean"
    },
    "code_of_conduct": {
     "$ref": "#/$defs/code-of-conduct-simple"
    },
    "security_and_analysis": {
     "$ref": "#/$defs/security-and-analysis"
    },
    "custom_properties": {
     "type": "object",
     "additionalProperties": true
    }
   },
   "required": [
    "archive_url",
    "assignees_url",
    "blobs_url",
    "branches_url",
    "collaborators_url",
    "comments_url",
    "commits_url",
    "compare_url",
    "contents_url",
    "contributors_url",
    "deployments_url",
    "description",
    "downloads_url",
    "events_url",
    "fork",
    "forks_url",
    "full_name",
    "git_commits_url",
    "git_refs_url",
    "git_tags_url",
    "hooks_url",
    "html_url",
    "id",
    "node_id",
    "issue_comment_url",
    "issue_events_url",
    "issues_url",
    "keys_url",
    "labels_url",
    "languages_url",
    "merges_url",
    "milestones_url",
    "name",
    "notifications_url",
    "owner",
    "private",
    "pulls_url",
    "releases_url",
    "stargazers_url",
    "statuses_url",
    "subscribers_url",
    "subscription_url",
    "tags_url",
    "teams_url",
    "trees_url",
    "url",
    "clone_url",
    "default_branch",
    "forks",
    "forks_count",
    "git_url",
    "has_issues",
    "has_projects",
    "has_wiki",
    "has_pages",
    "has_discussions",
    "homepage",
    "language",
    "archived",
    "disabled",
    "mirror_url",
    "open_issues",
    "open_issues_count",
    "license",
    "pushed_at",
    "size",
    "ssh_url",
    "stargazers_count",
    "svn_url",
    "watchers",
    "watchers_count",
    "created_at",
    "updated_at",
    "network_count",
    "subscribers_count"
   ]
  },
  "git-ref": {
   "type": "object",
   "properties": {
    "ref": {
     "type": "string"
    },
    "node_id": {
     "type": "string"
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "object": {
     "type": "object",
     "properties": {
      "type": {
       "type": "string"
      },
      "sha": {
       "type": "string",
       "minLength": 40,
       "maxLength": 40
      },
      "url": {
       "type": "string",
       "format": "uri"
      }
     },
     "required": [
      "type",
      "sha",
      "url"
     ]
    }
   },
   "required": [
    "ref",
    "node_id",
    "url",
    "object"
   ]
  },
  "installation": {
   "type": "object",
   "properties": {
    "id": {
     "type": "integer"
    },
    "account": {
     "anyOf": [
      {
       "anyOf": [
        {
         "$ref": "#/$defs/simple-user"
        },
        {
         "$ref": "#/$defs/enterprise"
        }
       ]
      },
      {
       "type": "null"
      }
     ]
    },
    "repository_selection": {
     "type": "string",
     "enum": [
      "all",
      "selected"
     ]
    },
    "access_tokens_url": {
     "type": "string",
     "format": "uri"
    },
    "repositories_url": {
     "type": "string",
     "format": "uri"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "app_id": {
     "type": "integer"
    },
    "client_id": {
     "type": "string"
    },
    "target_id": {
     "type": "integer"
    },
    "target_type": {
     "type": "string"
    },
    "permissions": {
     "$ref": "#/$defs/app-permissions"
    },
    "events": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "created_at": {
     "type": "string",
     "format": "date-time"
    },
    "updated_at": {
     "type": "string",
     "format": "date-time"
    },
    "single_file_name": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "has_multiple_single_files": {
     "type": "boolean"
    },
    "single_file_paths": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "app_slug": {
     "type": "string"
    },
    "suspended_by": {
     "$ref": "#/$defs/nullable-simple-user"
    },
    "suspended_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "contact_email": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    }
   },
   "required": [
    "id",
    "app_id",
    "app_slug",
    "target_id",
    "target_type",
    "single_file_name",
    "repository_selection",
    "access_tokens_url",
    "html_url",
    "repositories_url",
    "events",
    "account",
    "permissions",
    "created_at",
    "updated_at",
    "suspended_by",
    "suspended_at"
   ]
  },
  "installation-token": {
   "type": "object",
   "properties": {
    "token": {
     "type": "string"
    },
    "expires_at": {
     "type": "string"
    },
    "permissions": {
     "$ref": "#/$defs/app-permissions"
    },
    "repository_selection": {
     "type": "string",
     "enum": [
      "all",
      "selected"
     ]
    },
    "repositories": {
     "type": "array",
     "items": {
      "$ref": "#/$defs/repository"
     }
    },
    "single_file": {
     "type": "string"
    },
    "has_multiple_single_files": {
     "type": "boolean"
    },
    "single_file_paths": {
     "type": "array",
     "items": {
      "type": "string"
     }
    }
   },
   "required": [
    "token",
    "expires_at"
   ]
  },
  "integration": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "id": {
       "type": "integer"
      },
      "slug": {
       "type": "string"
      },
      "node_id": {
       "type": "string"
      },
      "client_id": {
       "type": "string"
      },
      "owner": {
       "oneOf": [
        {
         "$ref": "#/$defs/simple-user"
        },
        {
         "$ref": "#/$defs/enterprise"
        }
       ]
      },
      "name": {
       "type": "string"
      },
      "description": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "external_url": {
       "type": "string",
       "format": "uri"
      },
      "html_url": {
       "type": "string",
       "format": "uri"
      },
      "created_at": {
       "type": "string",
       "format": "date-time"
      },
      "updated_at": {
       "type": "string",
       "format": "date-time"
      },
      "permissions": {
       "type": "object",
       "properties": {
        "issues": {
         "type": "string"
        },
        "checks": {
         "type": "string"
        },
        "metadata": {
         "type": "string"
        },
        "contents": {
         "type": "string"
        },
        "deployments": {
         "type": "string"
        }
       },
       "additionalProperties": {
        "type": "string"
       }
      },
      "events": {
       "type": "array",
       "items": {
        "type": "string"
       }
      },
      "installations_count": {
       "type": "integer"
      }
     },
     "required": [
      "id",
      "node_id",
      "owner",
      "name",
      "description",
      "external_url",
      "html_url",
      "created_at",
      "updated_at",
      "permissions",
      "events"
     ]
    },
    {
     "type": "null"
    }
   ]
  },
  "nullable-git-user": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "name": {
       "type": "string"
      },
      "email": {
       "type": "string"
      },
      "date": {
       "type": "string",
       "format": "date-time"
      }
     }
    },
    {
     "type": "null"
    }
   ]
  },
  "nullable-license-simple": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "key": {
       "type": "string"
      },
      "name": {
       "type": "string"
      },
      "url": {
       "anyOf": [
        {
         "type": "string",
         "format": "uri"
        },
        {
         "type": "null"
        }
       ]
      },
      "spdx_id": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "node_id": {
       "type": "string"
      },
      "html_url": {
       "type": "string",
       "format": "uri"
      }
     },
     "required": [
      "key",
      "name",
      "url",
      "spdx_id",
      "node_id"
     ]
    },
    {
     "type": "null"
    }
   ]
  },
  "nullable-repository": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "id": {
       "type": "integer",
       "format": "int64"
      },
      "node_id": {
       "type": "string"
      },
      "name": {
       "type": "string"
      },
      "full_name": {
       "type": "string"
      },
      "license": {
       "$ref": "#/$defs/nullable-license-simple"
      },
      "forks": {
       "type": "integer"
      },
      "permissions": {
       "type": "object",
       "properties": {
        "admin": {
         "type": "boolean"
        },
        "pull": {
         "type": "boolean"
        },
        "triage": {
         "type": "boolean"
        },
        "push": {
         "type": "boolean"
        },
        "maintain": {
         "type": "boolean"
        }
       },
       "required": [
        "admin",
        "pull",
        "push"
       ]
      },
      "owner": {
       "$ref": "#/$defs/simple-user"
      },
      "private": {
       "type": "boolean"
      },
      "html_url": {
       "type": "string",
       "format": "uri"
      },
      "description": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "fork": {
       "type": "boolean"
      },
      "url": {
       "type": "string",
       "format": "uri"
      },
      "archive_url": {
       "type": "string"
      },
      "assignees_url": {
       "type": "string"
      },
      "blobs_url": {
       "type": "string"
      },
      "branches_url": {
       "type": "string"
      },
      "collaborators_url": {
       "type": "string"
      },
      "comments_url": {
       "type": "string"
      },
      "commits_url": {
       "type": "string"
      },
      "compare_url": {
       "type": "string"
      },
      "contents_url": {
       "type": "string"
      },
      "contributors_url": {
       "type": "string",
       "format": "uri"
      },
      "deployments_url": {
       "type": "string",
       "format": "uri"
      },
      "downloads_url": {
       "type": "string",
       "format": "uri"
      },
      "events_url": {
       "type": "string",
       "format": "uri"
      },
      "forks_url": {
       "type": "string",
       "format": "uri"
      },
      "git_commits_url": {
       "type": "string"
      },
      "git_refs_url": {
       "type": "string"
      },
      "git_tags_url": {
       "type": "string"
      },
      "git_url": {
       "type": "string"
      },
      "issue_comment_url": {
       "type": "string"
      },
      "issue_events_url": {
       "type": "string"
      },
      "issues_url": {
       "type": "string"
      },
      "keys_url": {
       "type": "string"
      },
      "labels_url": {
       "type": "string"
      },
      "languages_url": {
       "type": "string",
       "format": "uri"
      },
      "merges_url": {
       "type": "string",
       "format": "uri"
      },
      "milestones_url": {
       "type": "string"
      },
      "notifications_url": {
       "type": "string"
      },
      "pulls_url": {
       "type": "string"
      },
      "releases_url": {
       "type": "string"
      },
      "ssh_url": {
       "type": "string"
      },
      "stargazers_url": {
       "type": "string",
       "format": "uri"
      },
      "statuses_url": {
       "type": "string"
      },
      "subscribers_url": {
       "type": "string",
       "format": "uri"
      },
      "subscription_url": {
       "type": "string",
       "format": "uri"
      },
      "tags_url": {
       "type": "string",
       "format": "uri"
      },
      "teams_url": {
       "type": "string",
       "format": "uri"
      },
      "trees_url": {
       "type": "string"
      },
      "clone_url": {
       "type": "string"
      },
      "mirror_url": {
       "anyOf": [
        {
         "type": "string",
         "format": "uri"
        },
        {
         "type": "null"
        }
       ]
      },
      "hooks_url": {
       "type": "string",
       "format": "uri"
      },
      "svn_url": {
       "type": "string",
       "format": "uri"
      },
      "homepage": {
       "anyOf": [
        {
         "type": "string",
         "format": "uri"
        },
        {
         "type": "null"
        }
       ]
      },
      "language": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "forks_count": {
       "type": "integer"
      },
      "stargazers_count": {
       "type": "integer"
      },
      "watchers_count": {
       "type": "integer"
      },
      "size": {
       "type": "integer"
      },
      "default_branch": {
       "type": "string"
      },
      "open_issues_count": {
       "type": "integer"
      },
      "is_template": {
       "type": "boolean"
      },
      "topics": {
       "type": "array",
       "items": {
        "type": "string"
       }
      },
      "has_issues": {
       "type": "boolean"
      },
      "has_projects": {
       "type": "boolean"
      },
      "has_wiki": {
       "type": "boolean"
      },
      "has_pages": {
       "type": "boolean"
      },
      "has_downloads": {
       "type": "boolean"
      },
      "has_discussions": {
       "type": "boolean"
      },
      "has_pull_requests": {
       "type": "boolean"
      },
      "pull_request_creation_policy": {
       "type": "string",
       "enum": [
        "all",
        "collaborators_only"
       ]
      },
      "archived": {
       "type": "boolean"
      },
      "disabled": {
       "type": "boolean"
      },
      "visibility": {
       "type": "string"
      },
      "pushed_at": {
       "anyOf": [
        {
         "type": "string",
         "format": "date-time"
        },
        {
         "type": "null"
        }
       ]
      },
      "created_at": {
       "anyOf": [
        {
         "type": "string",
         "format": "date-time"
        },
        {
         "type": "null"
        }
       ]
      },
      "updated_at": {
       "anyOf": [
        {
         "type": "string",
         "format": "date-time"
        },
        {
         "type": "null"
        }
       ]
      },
      "allow_rebase_merge": {
       "type": "boolean"
      },
      "temp_clone_token": {
       "type": "string"
      },
      "allow_squash_merge": {
       "type": "boolean"
      },
      "allow_auto_merge": {
       "type": "boolean"
      },
      "delete_branch_on_merge": {
       "type": "boolean"
      },
      "allow_update_branch": {
       "type": "boolean"
      },
      "use_squash_pr_title_as_default": {
       "type": "boolean"
      },
      "squash_merge_commit_title": {
       "type": "string",
       "enum": [
        "PR_TITLE",
        "COMMIT_OR_PR_TITLE"
       ]
      },
      "squash_merge_commit_message": {
       "type": "string",
       "enum": [
        "PR_BODY",
        "COMMIT_MESSAGES",
        "BLANK"
       ]
      },
      "merge_commit_title": {
       "type": "string",
       "enum": [
        "PR_TITLE",
        "MERGE_MESSAGE"
       ]
      },
      "merge_commit_message": {
       "type": "string",
       "enum": [
        "PR_BODY",
        "PR_TITLE",
        "BLANK"
       ]
      },
      "allow_merge_commit": {
       "type": "boolean"
      },
      "allow_forking": {
       "type": "boolean"
      },
      "web_commit_signoff_required": {
       "type": "boolean"
      },
      "open_issues": {
       "type": "integer"
      },
      "watchers": {
       "type": "integer"
      },
      "master_branch": {
       "type": "string"
      },
      "starred_at": {
       "type": "string"
      },
      "anonymous_access_enabled": {
       "type": "boolean"
      },
      "code_search_index_status": {
       "type": "object",
       "properties": {
        "lexical_search_ok": {
         "type": "boolean"
        },
        "lexical_commit_sha": {
         "type": "string"
        }
       }
      }
     },
     "required": [
      "archive_url",
      "assignees_url",
      "blobs_url",
      "branches_url",
      "collaborators_url",
      "comments_url",
      "commits_url",
      "compare_url",
      "contents_url",
      "contributors_url",
      "deployments_url",
      "description",
      "downloads_url",
      "events_url",
      "fork",
      "forks_url",
      "full_name",
      "git_commits_url",
      "git_refs_url",
      "git_tags_url",
      "hooks_url",
      "html_url",
      "id",
      "node_id",
      "issue_comment_url",
      "issue_events_url",
      "issues_url",
      "keys_url",
      "labels_url",
      "languages_url",
      "merges_url",
      "milestones_url",
      "name",
      "notifications_url",
      "owner",
      "private",
      "pulls_url",
      "releases_url",
      "stargazers_url",
      "statuses_url",
      "subscribers_url",
      "subscription_url",
      "tags_url",
      "teams_url",
      "trees_url",
      "url",
      "clone_url",
      "default_branch",
      "forks",
      "forks_count",
      "git_url",
      "has_downloads",
      "has_issues",
      "has_projects",
      "has_wiki",
      "has_pages",
      "homepage",
      "language",
      "archived",
      "disabled",
      "mirror_url",
      "open_issues",
      "open_issues_count",
      "license",
      "pushed_at",
      "size",
      "ssh_url",
      "stargazers_count",
      "svn_url",
      "watchers",
      "watchers_count",
      "created_at",
      "updated_at"
     ]
    },
    {
     "type": "null"
    }
   ]
  },
  "nullable-simple-user": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "name": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "email": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "login": {
       "type": "string"
      },
      "id": {
       "type": "integer",
       "format": "int64"
      },
      "node_id": {
       "type": "string"
      },
      "avatar_url": {
       "type": "string",
       "format": "uri"
      },
      "gravatar_id": {
       "anyOf": [
        {
         "type": "string"
        },
        {
         "type": "null"
        }
       ]
      },
      "url": {
       "type": "string",
       "format": "uri"
      },
      "html_url": {
       "type": "string",
       "format": "uri"
      },
      "followers_url": {
       "type": "string",
       "format": "uri"
      },
      "following_url": {
       "type": "string"
      },
      "gists_url": {
       "type": "string"
      },
      "starred_url": {
       "type": "string"
      },
      "subscriptions_url": {
       "type": "string",
       "format": "uri"
      },
      "organizations_url": {
       "type": "string",
       "format": "uri"
      },
      "repos_url": {
       "type": "string",
       "format": "uri"
      },
      "events_url": {
       "type": "string"
      },
      "received_events_url": {
       "type": "string",
       "format": "uri"
      },
      "type": {
       "type": "string"
      },
      "site_admin": {
       "type": "boolean"
      },
      "starred_at": {
       "type": "string"
      },
      "user_view_type": {
       "type": "string"
      }
     },
     "required": [
      "avatar_url",
      "events_url",
      "followers_url",
      "following_url",
      "gists_url",
      "gravatar_id",
      "html_url",
      "id",
      "node_id",
      "login",
      "organizations_url",
      "received_events_url",
      "repos_url",
      "site_admin",
      "starred_url",
      "subscriptions_url",
      "type",
      "url"
     ]
    },
    {
     "type": "null"
    }
   ]
  },
  "private-user": {
   "type": "object",
   "properties": {
    "login": {
     "type": "string"
    },
    "id": {
     "type": "integer",
     "format": "int64"
    },
    "user_view_type": {
     "type": "string"
    },
    "node_id": {
     "type": "string"
    },
    "avatar_url": {
     "type": "string",
     "format": "uri"
    },
    "gravatar_id": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "followers_url": {
     "type": "string",
     "format": "uri"
    },
    "following_url": {
     "type": "string"
    },
    "gists_url": {
     "type": "string"
    },
    "starred_url": {
     "type": "string"
    },
    "subscriptions_url": {
     "type": "string",
     "format": "uri"
    },
    "organizations_url": {
     "type": "string",
     "format": "uri"
    },
    "repos_url": {
     "type": "string",
     "format": "uri"
    },
    "events_url": {
     "type": "string"
    },
    "received_events_url": {
     "type": "string",
     "format": "uri"
    },
    "type": {
     "type": "string"
    },
    "site_admin": {
     "type": "boolean"
    },
    "name": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "company": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "blog": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "location": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "email": {
     "anyOf": [
      {
       "type": "string",
       "format": "email"
      },
      {
       "type": "null"
      }
     ]
    },
    "notification_email": {
     "anyOf": [
      {
       "type": "string",
       "format": "email"
      },
      {
       "type": "null"
      }
     ]
    },
    "hireable": {
     "anyOf": [
      {
       "type": "boolean"
      },
      {
       "type": "null"
      }
     ]
    },
    "bio": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "twitter_username": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "public_repos": {
     "type": "integer"
    },
    "public_gists": {
     "type": "integer"
    },
    "followers": {
     "type": "integer"
    },
    "following": {
     "type": "integer"
    },
    "created_at": {
     "type": "string",
     "format": "date-time"
    },
    "updated_at": {
     "type": "string",
     "format": "date-time"
    },
    "private_gists": {
     "type": "integer"
    },
    "total_private_repos": {
     "type": "integer"
    },
    "owned_private_repos": {
     "type": "integer"
    },
    "disk_usage": {
     "type": "integer"
    },
    "collaborators": {
     "type": "integer"
    },
    "two_factor_authentication": {
     "type": "boolean"
    },
    "plan": {
     "type": "object",
     "properties": {
      "collaborators": {
       "type": "integer"
      },
      "name": {
       "type": "string"
      },
      "space": {
       "type": "integer"
      },
      "private_repos": {
       "type": "integer"
      }
     },
     "required": [
      "collaborators",
      "name",
      "space",
      "private_repos"
     ]
    },
    "business_plus": {
     "type": "boolean"
    },
    "ldap_dn": {
     "type": "string"
    }
   },
   "required": [
    "avatar_url",
    "events_url",
    "followers_url",
    "following_url",
    "gists_url",
    "gravatar_id",
    "html_url",
    "id",
    "node_id",
    "login",
    "organizations_url",
    "received_events_url",
    "repos_url",
    "site_admin",
    "starred_url",
    "subscriptions_url",
    "type",
    "url",
    "bio",
    "blog",
    "company",
    "email",
    "followers",
    "following",
    "hireable",
    "location",
    "name",
    "public_gists",
    "public_repos",
    "created_at",
    "updated_at",
    "collaborators",
    "disk_usage",
    "owned_private_repos",
    "private_gists",
    "total_private_repos",
    "two_factor_authentication"
   ]
  },
  "public-user": {
   "type": "object",
   "properties": {
    "login": {
     "type": "string"
    },
    "id": {
     "type": "integer",
     "format": "int64"
    },
    "user_view_type": {
     "type": "string"
    },
    "node_id": {
     "type": "string"
    },
    "avatar_url": {
     "type": "string",
     "format": "uri"
    },
    "gravatar_id": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "followers_url": {
     "type": "string",
     "format": "uri"
    },
    "following_url": {
     "type": "string"
    },
    "gists_url": {
     "type": "string"
    },
    "starred_url": {
     "type": "string"
    },
    "subscriptions_url": {
     "type": "string",
     "format": "uri"
    },
    "organizations_url": {
     "type": "string",
     "format": "uri"
    },
    "repos_url": {
     "type": "string",
     "format": "uri"
    },
    "events_url": {
     "type": "string"
    },
    "received_events_url": {
     "type": "string",
     "format": "uri"
    },
    "type": {
     "type": "string"
    },
    "site_admin": {
     "type": "boolean"
    },
    "name": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "company": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "blog": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "location": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "email": {
     "anyOf": [
      {
       "type": "string",
       "format": "email"
      },
      {
       "type": "null"
      }
     ]
    },
    "notification_email": {
     "anyOf": [
      {
       "type": "string",
       "format": "email"
      },
      {
       "type": "null"
      }
     ]
    },
    "hireable": {
     "anyOf": [
      {
       "type": "boolean"
      },
      {
       "type": "null"
      }
     ]
    },
    "bio": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "twitter_username": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "public_repos": {
     "type": "integer"
    },
    "public_gists": {
     "type": "integer"
    },
    "followers": {
     "type": "integer"
    },
    "following": {
     "type": "integer"
    },
    "created_at": {
     "type": "string",
     "format": "date-time"
    },
    "updated_at": {
     "type": "string",
     "format": "date-time"
    },
    "plan": {
     "type": "object",
     "properties": {
      "collaborators": {
       "type": "integer"
      },
      "name": {
       "type": "string"
      },
      "space": {
       "type": "integer"
      },
      "private_repos": {
       "type": "integer"
      }
     },
     "required": [
      "collaborators",
      "name",
      "space",
      "private_repos"
     ]
    },
    "private_gists": {
     "type": "integer"
    },
    "total_private_repos": {
     "type": "integer"
    },
    "owned_private_repos": {
     "type": "integer"
    },
    "disk_usage": {
     "type": "integer"
    },
    "collaborators": {
     "type": "integer"
    }
   },
   "required": [
    "avatar_url",
    "events_url",
    "followers_url",
    "following_url",
    "gists_url",
    "gravatar_id",
    "html_url",
    "id",
    "node_id",
    "login",
    "organizations_url",
    "received_events_url",
    "repos_url",
    "site_admin",
    "starred_url",
    "subscriptions_url",
    "type",
    "url",
    "bio",
    "blog",
    "company",
    "email",
    "followers",
    "following",
    "hireable",
    "location",
    "name",
    "public_gists",
    "public_repos",
    "created_at",
    "updated_at"
   ],
   "additionalProperties": false
  },
  "rate-limit": {
   "type": "object",
   "properties": {
    "limit": {
     "type": "integer"
    },
    "remaining": {
     "type": "integer"
    },
    "reset": {
     "type": "integer"
    },
    "used": {
     "type": "integer"
    }
   },
   "required": [
    "limit",
    "remaining",
    "reset",
    "used"
   ]
  },
  "rate-limit-overview": {
   "type": "object",
   "properties": {
    "resources": {
     "type": "object",
     "properties": {
      "core": {
       "$ref": "#/$defs/rate-limit"
      },
      "graphql": {
       "$ref": "#/$defs/rate-limit"
      },
      "search": {
       "$ref": "#/$defs/rate-limit"
      },
      "code_search": {
       "$ref": "#/$defs/rate-limit"
      },
      "source_import": {
       "$ref": "#/$defs/rate-limit"
      },
      "integration_manifest": {
       "$ref": "#/$defs/rate-limit"
      },
      "actions_runner_registration": {
       "$ref": "#/$defs/rate-limit"
      },
      "scim": {
       "$ref": "#/$defs/rate-limit"
      },
      "dependency_snapshots": {
       "$ref": "#/$defs/rate-limit"
      },
      "dependency_sbom": {
       "$ref": "#/$defs/rate-limit"
      },
      "code_scanning_autofix": {
       "$ref": "#/$defs/rate-limit"
      },
      "copilot_usage_records": {
       "$ref": "#/$defs/rate-limit"
      }
     },
     "required": [
      "core",
      "search"
     ]
    },
    "rate": {
     "$ref": "#/$defs/rate-limit"
    }
   },
   "required": [
    "rate",
    "resources"
   ]
  },
  "repository": {
   "type": "object",
   "properties": {
    "id": {
     "type": "integer",
     "format": "int64"
    },
    "node_id": {
     "type": "string"
    },
    "name": {
     "type": "string"
    },
    "full_name": {
     "type": "string"
    },
    "license": {
     "$ref": "#/$defs/nullable-license-simple"
    },
    "forks": {
     "type": "integer"
    },
    "permissions": {
     "type": "object",
     "properties": {
      "admin": {
       "type": "boolean"
      },
      "pull": {
       "type": "boolean"
      },
      "triage": {
       "type": "boolean"
      },
      "push": {
       "type": "boolean"
      },
      "maintain": {
       "type": "boolean"
      }
     },
     "required": [
      "admin",
      "pull",
      "push"
     ]
    },
    "owner": {
     "$ref": "#/$defs/simple-user"
    },
    "private": {
     "type": "boolean"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "description": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "fork": {
     "type": "boolean"
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "archive_url": {
     "type": "string"
    },
    "assignees_url": {
     "type": "string"
    },
    "blobs_url": {
     "type": "string"
    },
    "branches_url": {
     "type": "string"
    },
    "collaborators_url": {
     "type": "string"
    },
    "comments_url": {
     "type": "string"
    },
    "commits_url": {
     "type": "string"
    },
    "compare_url": {
     "type": "string"
    },
    "contents_url": {
     "type": "string"
    },
    "contributors_url": {
     "type": "string",
     "format": "uri"
    },
    "deployments_url": {
     "type": "string",
     "format": "uri"
    },
    "downloads_url": {
     "type": "string",
     "format": "uri"
    },
    "events_url": {
     "type": "string",
     "format": "uri"
    },
    "forks_url": {
     "type": "string",
     "format": "uri"
    },
    "git_commits_url": {
     "type": "string"
    },
    "git_refs_url": {
     "type": "string"
    },
    "git_tags_url": {
     "type": "string"
    },
    "git_url": {
     "type": "string"
    },
    "issue_comment_url": {
     "type": "string"
    },
    "issue_events_url": {
     "type": "string"
    },
    "issues_url": {
     "type": "string"
    },
    "keys_url": {
     "type": "string"
    },
    "labels_url": {
     "type": "string"
    },
    "languages_url": {
     "type": "string",
     "format": "uri"
    },
    "merges_url": {
     "type": "string",
     "format": "uri"
    },
    "milestones_url": {
     "type": "string"
    },
    "notifications_url": {
     "type": "string"
    },
    "pulls_url": {
     "type": "string"
    },
    "releases_url": {
     "type": "string"
    },
    "ssh_url": {
     "type": "string"
    },
    "stargazers_url": {
     "type": "string",
     "format": "uri"
    },
    "statuses_url": {
     "type": "string"
    },
    "subscribers_url": {
     "type": "string",
     "format": "uri"
    },
    "subscription_url": {
     "type": "string",
     "format": "uri"
    },
    "tags_url": {
     "type": "string",
     "format": "uri"
    },
    "teams_url": {
     "type": "string",
     "format": "uri"
    },
    "trees_url": {
     "type": "string"
    },
    "clone_url": {
     "type": "string"
    },
    "mirror_url": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    },
    "hooks_url": {
     "type": "string",
     "format": "uri"
    },
    "svn_url": {
     "type": "string",
     "format": "uri"
    },
    "homepage": {
     "anyOf": [
      {
       "type": "string",
       "format": "uri"
      },
      {
       "type": "null"
      }
     ]
    },
    "language": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "forks_count": {
     "type": "integer"
    },
    "stargazers_count": {
     "type": "integer"
    },
    "watchers_count": {
     "type": "integer"
    },
    "size": {
     "type": "integer"
    },
    "default_branch": {
     "type": "string"
    },
    "open_issues_count": {
     "type": "integer"
    },
    "is_template": {
     "type": "boolean"
    },
    "topics": {
     "type": "array",
     "items": {
      "type": "string"
     }
    },
    "has_issues": {
     "type": "boolean"
    },
    "has_projects": {
     "type": "boolean"
    },
    "has_wiki": {
     "type": "boolean"
    },
    "has_pages": {
     "type": "boolean"
    },
    "has_downloads": {
     "type": "boolean"
    },
    "has_discussions": {
     "type": "boolean"
    },
    "has_pull_requests": {
     "type": "boolean"
    },
    "pull_request_creation_policy": {
     "type": "string",
     "enum": [
      "all",
      "collaborators_only"
     ]
    },
    "archived": {
     "type": "boolean"
    },
    "disabled": {
     "type": "boolean"
    },
    "visibility": {
     "type": "string"
    },
    "pushed_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "created_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "updated_at": {
     "anyOf": [
      {
       "type": "string",
       "format": "date-time"
      },
      {
       "type": "null"
      }
     ]
    },
    "allow_rebase_merge": {
     "type": "boolean"
    },
    "temp_clone_token": {
     "type": "string"
    },
    "allow_squash_merge": {
     "type": "boolean"
    },
    "allow_auto_merge": {
     "type": "boolean"
    },
    "delete_branch_on_merge": {
     "type": "boolean"
    },
    "allow_update_branch": {
     "type": "boolean"
    },
    "use_squash_pr_title_as_default": {
     "type": "boolean"
    },
    "squash_merge_commit_title": {
     "type": "string",
     "enum": [
      "PR_TITLE",
      "COMMIT_OR_PR_TITLE"
     ]
    },
    "squash_merge_commit_message": {
     "type": "string",
     "enum": [
      "PR_BODY",
      "COMMIT_MESSAGES",
      "BLANK"
     ]
    },
    "merge_commit_title": {
     "type": "string",
     "enum": [
      "PR_TITLE",
      "MERGE_MESSAGE"
     ]
    },
    "merge_commit_message": {
     "type": "string",
     "enum": [
      "PR_BODY",
      "PR_TITLE",
      "BLANK"
     ]
    },
    "allow_merge_commit": {
     "type": "boolean"
    },
    "allow_forking": {
     "type": "boolean"
    },
    "web_commit_signoff_required": {
     "type": "boolean"
    },
    "open_issues": {
     "type": "integer"
    },
    "watchers": {
     "type": "integer"
    },
    "master_branch": {
     "type": "string"
    },
    "starred_at": {
     "type": "string"
    },
    "anonymous_access_enabled": {
     "type": "boolean"
    },
    "code_search_index_status": {
     "type": "object",
     "properties": {
      "lexical_search_ok": {
       "type": "boolean"
      },
      "lexical_commit_sha": {
       "type": "string"
      }
     }
    }
   },
   "required": [
    "archive_url",
    "assignees_url",
    "blobs_url",
    "branches_url",
    "collaborators_url",
    "comments_url",
    "commits_url",
    "compare_url",
    "contents_url",
    "contributors_url",
    "deployments_url",
    "description",
    "downloads_url",
    "events_url",
    "fork",
    "forks_url",
    "full_name",
    "git_commits_url",
    "git_refs_url",
    "git_tags_url",
    "hooks_url",
    "html_url",
    "id",
    "node_id",
    "issue_comment_url",
    "issue_events_url",
    "issues_url",
    "keys_url",
    "labels_url",
    "languages_url",
    "merges_url",
    "milestones_url",
    "name",
    "notifications_url",
    "owner",
    "private",
    "pulls_url",
    "releases_url",
    "stargazers_url",
    "statuses_url",
    "subscribers_url",
    "subscription_url",
    "tags_url",
    "teams_url",
    "trees_url",
    "url",
    "clone_url",
    "default_branch",
    "forks",
    "forks_count",
    "git_url",
    "has_downloads",
    "has_issues",
    "has_projects",
    "has_wiki",
    "has_pages",
    "homepage",
    "language",
    "archived",
    "disabled",
    "mirror_url",
    "open_issues",
    "open_issues_count",
    "license",
    "pushed_at",
    "size",
    "ssh_url",
    "stargazers_count",
    "svn_url",
    "watchers",
    "watchers_count",
    "created_at",
    "updated_at"
   ]
  },
  "security-and-analysis": {
   "anyOf": [
    {
     "type": "object",
     "properties": {
      "advanced_security": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "code_security": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "dependabot_security_updates": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_push_protection": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_non_provider_patterns": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_ai_detection": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_delegated_alert_dismissal": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_delegated_bypass": {
       "type": "object",
       "properties": {
        "status": {
         "type": "string",
         "enum": [
          "enabled",
          "disabled"
         ]
        }
       }
      },
      "secret_scanning_delegated_bypass_options": {
       "type": "object",
       "properties": {
        "reviewers": {
         "type": "array",
         "items": {
          "type": "object",
          "required": [
           "reviewer_id",
           "reviewer_type"
          ],
          "properties": {
           "reviewer_id": {
            "type": "integer"
           },
           "reviewer_type": {
            "type": "string",
            "enum": [
             "TEAM",
             "ROLE"
            ]
           },
           "mode": {
            "type": "string",
            "enum": [
             "ALWAYS",
             "EXEMPT"
            ]
           }
          }
         }
        }
       }
      }
     }
    },
    {
     "type": "null"
    }
   ]
  },
  "simple-user": {
   "type": "object",
   "properties": {
    "name": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "email": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "login": {
     "type": "string"
    },
    "id": {
     "type": "integer",
     "format": "int64"
    },
    "node_id": {
     "type": "string"
    },
    "avatar_url": {
     "type": "string",
     "format": "uri"
    },
    "gravatar_id": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "url": {
     "type": "string",
     "format": "uri"
    },
    "html_url": {
     "type": "string",
     "format": "uri"
    },
    "followers_url": {
     "type": "string",
     "format": "uri"
    },
    "following_url": {
     "type": "string"
    },
    "gists_url": {
     "type": "string"
    },
    "starred_url": {
     "type": "string"
    },
    "subscriptions_url": {
     "type": "string",
     "format": "uri"
    },
    "organizations_url": {
     "type": "string",
     "format": "uri"
    },
    "repos_url": {
     "type": "string",
     "format": "uri"
    },
    "events_url": {
     "type": "string"
    },
    "received_events_url": {
     "type": "string",
     "format": "uri"
    },
    "type": {
     "type": "string"
    },
    "site_admin": {
     "type": "boolean"
    },
    "starred_at": {
     "type": "string"
    },
    "user_view_type": {
     "type": "string"
    }
   },
   "required": [
    "avatar_url",
    "events_url",
    "followers_url",
    "following_url",
    "gists_url",
    "gravatar_id",
    "html_url",
    "id",
    "node_id",
    "login",
    "organizations_url",
    "received_events_url",
    "repos_url",
    "site_admin",
    "starred_url",
    "subscriptions_url",
    "type",
    "url"
   ]
  },
  "validation-error": {
   "type": "object",
   "required": [
    "message",
    "documentation_url"
   ],
   "properties": {
    "message": {
     "type": "string"
    },
    "documentation_url": {
     "type": "string"
    },
    "errors": {
     "type": "array",
     "items": {
      "type": "object",
      "required": [
       "code"
      ],
      "properties": {
       "resource": {
        "type": "string"
       },
       "field": {
        "type": "string"
       },
       "message": {
        "type": "string"
       },
       "code": {
        "type": "string"
       },
       "index": {
        "type": "integer"
       },
       "value": {
        "oneOf": [
         {
          "anyOf": [
           {
            "type": "string"
           },
           {
            "type": "null"
           }
          ]
         },
         {
          "anyOf": [
           {
            "type": "integer"
           },
           {
            "type": "null"
           }
          ]
         },
         {
          "anyOf": [
           {
            "type": "array",
            "items": {
             "type": "string"
            }
           },
           {
            "type": "null"
           }
          ]
         }
        ]
       }
      }
     }
    }
   }
  },
  "verification": {
   "type": "object",
   "properties": {
    "verified": {
     "type": "boolean"
    },
    "reason": {
     "type": "string"
    },
    "payload": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "signature": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    },
    "verified_at": {
     "anyOf": [
      {
       "type": "string"
      },
      {
       "type": "null"
      }
     ]
    }
   },
   "required": [
    "verified",
    "reason",
    "payload",
    "signature",
    "verified_at"
   ]
  }
 }
};
